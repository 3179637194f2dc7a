import { err, ok, type Result } from '#shared/model/result.ts';
import type {
  ImportError,
  ImportedSettings,
  ServerChoice,
  SettingsFile,
} from '#shared/model/settings-of-others.ts';
import { chooseServer, type Directive, PolicyDraft, warnOfOthers } from '../draft.ts';
import { asTimeout, readDuration, readSwitch } from '../values.ts';
import { nginxFacts } from './nginx-facts.ts';
import { type NginxDirective, parseNginx } from './parse-nginx.ts';

const hour = 3_600;
const thirtyDays = 30 * 24 * hour;

interface NginxServer {
  readonly choice: ServerChoice;
  /** Directives by level, the outermost first, so that the last one counts. */
  readonly levels: readonly (readonly Directive[])[];
  readonly asks: boolean;
}

/** Reads what the configuration of nginx means for client certificates. */
export function importNginx(
  files: readonly SettingsFile[],
  wanted: string | null,
): Result<ImportedSettings, ImportError> {
  const draft = new PolicyDraft();
  const tree = withIncludes(files, draft);
  const servers = serversOf(tree);
  const chosen = chooseServer(servers, wanted, ({ asks }) => asks);
  const choices = servers.map(({ choice }) => choice);
  if (chosen === 'not-found') {
    return err({ code: 'server-not-found', wanted: wanted ?? '', choices });
  }
  warnOfOthers(draft, chosen?.choice ?? null, choices);
  const directives = chosen?.levels.flat() ?? tree.flatMap(flat);
  for (const directive of directives) apply(directive, draft);
  const verify = directives.findLast(({ name }) => name === 'ssl_verify_client');
  if (verify === undefined) {
    draft.warn(null, 'ssl_verify_client is off: no client is asked for a certificate.', 'ocsp');
  }
  return ok(draft.finish(nginxFacts, { chosen: chosen?.choice ?? null, choices }));
}

function flat(directive: NginxDirective): readonly Directive[] {
  return directive.children.length === 0 ? [directive] : [];
}

function asksForCertificates(directives: readonly Directive[]): boolean {
  return directives.some(({ name, args }) =>
    name === 'ssl_ocsp' || name === 'ssl_verify_client' ? args[0] !== 'off' : false,
  );
}

/** The servers of http and stream blocks, with what they inherit. */
function serversOf(tree: readonly NginxDirective[]): readonly NginxServer[] {
  const found: NginxServer[] = [];
  const visit = (level: readonly NginxDirective[], above: Omit<NginxServer, 'choice'>) => {
    const own = level.flatMap(flat);
    const levels = [...above.levels, own];
    const asks = above.asks || asksForCertificates(own);
    for (const block of level) {
      if (block.name === 'server' && block.args.length === 0 && block.children.length > 0) {
        const { file, line } = block.origin;
        const inside = block.children.flatMap(flat);
        found.push({
          choice: { name: nameOf(block), file, line },
          levels: [...levels, inside],
          asks: asks || asksForCertificates(inside),
        });
      } else if (block.name === 'http' || block.name === 'stream') {
        visit(block.children, { levels, asks });
      }
    }
  };
  visit(tree, { levels: [], asks: false });
  return found;
}

function nameOf({ children }: NginxDirective): string {
  const names = children.filter(({ name }) => name === 'server_name').flatMap(({ args }) => args);
  const listen = children.find(({ name }) => name === 'listen')?.args[0];
  return [...names, ...(listen === undefined ? [] : [listen])].join(' ') || 'server';
}

const mostIncludes = 200;

/** Puts in the place of each include the files that were supplied for it; the others are only named. */
function withIncludes(files: readonly SettingsFile[], draft: PolicyDraft) {
  const included = new Set<string>();
  let count = 0;
  const expand = (list: readonly NginxDirective[], within: readonly string[]): NginxDirective[] =>
    list.flatMap((each) => {
      if (each.name !== 'include') {
        return each.children.length === 0
          ? [each]
          : [{ ...each, children: expand(each.children, within) }];
      }
      const found = files.filter(
        ({ name }) => matches(each.args[0] ?? '', name) && !within.includes(name),
      );
      count += 1;
      if (found.length === 0 || within.length > 8 || count > mostIncludes) {
        draft.warn(each, `This file is not read: give it as well if it says more of OCSP.`);
        return [];
      }
      return found.flatMap((file) => {
        included.add(file.name);
        return expand(parseNginx(file), [...within, file.name]);
      });
    });
  const trees = files.map((file) => ({ file, tree: expand(parseNginx(file), [file.name]) }));
  return trees.flatMap(({ file, tree }) => (included.has(file.name) ? [] : tree));
}

/** True if the pattern of an include may mean the file: by its end, as the folders may differ. */
function matches(pattern: string, name: string): boolean {
  const last = (path: string) => path.split('/').at(-1) ?? '';
  const wanted = last(pattern);
  const [head = '', ...tail] = wanted.split('*');
  const given = last(name);
  if (tail.length === 0) return given === wanted;
  const end = tail.at(-1) ?? '';
  return given.startsWith(head) && given.endsWith(end) && given.length >= head.length + end.length;
}

type Rule = (directive: Directive, draft: PolicyDraft) => void;

const stapling: Rule = (directive, draft) =>
  draft.warn(
    directive,
    "This is stapling: nginx asks about its own certificate. It says nothing of clients' certificates.",
  );
const trust: Rule = (directive, draft) =>
  draft.lose(directive, 'The CAs that clients lead to are not part of a policy: give the file.');

const rules: Readonly<Record<string, Rule>> = {
  ssl_ocsp: (directive, draft) => {
    const word = directive.args[0];
    if (word === 'off') {
      draft.map(directive, { field: 'ocsp', value: 'not-enabled' }, 'OCSP is not asked.');
    } else if (word === 'on' || word === 'leaf') {
      const whom = word === 'leaf' ? 'the client certificate' : 'every certificate of the chain';
      draft.map(directive, { field: 'ocsp', value: 'enabled' }, `OCSP is asked for ${whom}.`);
      const value = word === 'leaf' ? 'leaf' : 'leaf-and-intermediates';
      draft.map(directive, { field: 'scope', value }, `It asks for ${whom}.`);
    } else draft.lose(directive, 'ssl_ocsp is on, off or leaf; nginx would not start with this.');
  },
  ssl_ocsp_responder: (directive, draft) => {
    const uri = directive.args[0] ?? '';
    if (!uri.startsWith('http://')) {
      draft.warn(directive, 'nginx takes a responder over http alone, and would not start.');
    }
    draft.map(
      directive,
      { field: 'responderUri', value: uri === '' ? null : uri },
      'It is asked in place of those that certificates name.',
    );
  },
  ssl_ocsp_cache: (directive, draft) => {
    const use = directive.args[0] === 'off' ? 'off' : 'on';
    const value = {
      use,
      minSeconds: hour,
      maxSeconds: thirtyDays,
      hold: 'until-next-update',
    } as const;
    const says =
      use === 'off'
        ? 'Answers are not kept.'
        : 'Answers are kept until nextUpdate, or for an hour where there is none; a revocation shows only then.';
    draft.map(directive, { field: 'cache', value }, says);
  },
  client_header_timeout: (directive, draft) => {
    const ms = readDuration(directive.args[0]);
    if (ms === null) return draft.lose(directive, 'This is no time that nginx knows.');
    draft.map(
      directive,
      { field: 'totalTimeoutMs', value: asTimeout(ms) },
      'It ends the wait for the responder as well; no other directive does.',
    );
  },
  ssl_verify_client: (directive, draft) => {
    const word = directive.args[0];
    if (word === 'on') draft.lose(directive, 'Every client needs a certificate; it does here too.');
    else if (word === 'optional') {
      draft.warn(
        directive,
        'Clients without a certificate are let in; those with one are checked.',
      );
    } else if (word === 'optional_no_ca') {
      draft.warn(directive, 'Certificates are not verified, and OCSP is not asked.', 'ocsp');
    } else draft.warn(directive, 'No client is asked for a certificate.', 'ocsp');
  },
  ssl_client_certificate: trust,
  ssl_trusted_certificate: trust,
  ssl_verify_depth: (directive, draft) =>
    draft.lose(directive, 'A policy sets no limit to the length of a chain.'),
  ssl_crl: (directive, draft) =>
    draft.lose(directive, 'A revocation list, which is checked beside OCSP, has no field here.'),
  resolver: (directive, draft) =>
    draft.lose(directive, "Names of responders are resolved by this machine's own resolver here."),
  ssl_session_cache: (directive, draft) => {
    if (readSwitch(directive.args[0]) === 'off' || directive.args[0] === 'none') return;
    draft.lose(directive, 'nginx asks again for resumed sessions, as is done here.');
  },
  ssl_stapling: stapling,
  ssl_stapling_file: stapling,
  ssl_stapling_responder: stapling,
  ssl_stapling_verify: stapling,
};

function apply(directive: Directive, draft: PolicyDraft): void {
  if (Object.hasOwn(rules, directive.name)) rules[directive.name]?.(directive, draft);
}
