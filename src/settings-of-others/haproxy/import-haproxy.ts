import { err, ok, type Result } from '#shared/model/result.ts';
import type {
  ImportError,
  ImportedSettings,
  ServerChoice,
  SettingsFile,
} from '#shared/model/settings-of-others.ts';
import { chooseServer, type Directive, PolicyDraft, warnOfOthers } from '../draft.ts';
import { quoteLine, splitWords } from '../values.ts';
import { haproxyFacts } from './haproxy-facts.ts';

interface Section {
  readonly choice: ServerChoice;
  readonly directives: readonly Directive[];
}

const sectionWords = new Set([
  'global',
  'defaults',
  'frontend',
  'listen',
  'backend',
  'peers',
  'resolvers',
  'userlist',
]);

/** Reads what the configuration of HAProxy means for client certificates: never OCSP. */
export function importHaproxy(
  files: readonly SettingsFile[],
  wanted: string | null,
): Result<ImportedSettings, ImportError> {
  const draft = new PolicyDraft();
  const sections = files.flatMap(parse);
  const servers = sections.filter(({ choice }) => /^(?:frontend|listen) /.test(choice.name));
  const chosen = chooseServer(servers, wanted, ({ directives }) =>
    directives.some(({ name, args }) => name === 'bind' && args.includes('verify')),
  );
  const choices = servers.map(({ choice }) => choice);
  if (chosen === 'not-found') {
    return err({ code: 'server-not-found', wanted: wanted ?? '', choices });
  }
  warnOfOthers(draft, chosen?.choice ?? null, choices);
  const ofServers = new Set(choices);
  const general = sections.filter(({ choice }) => !ofServers.has(choice));
  const own = chosen?.directives ?? [];
  for (const each of [...general.flatMap(({ directives }) => directives), ...own]) {
    readStapling(each, draft);
  }
  for (const each of own) if (each.name === 'bind') readBind(each, draft);
  draft.warn(
    null,
    'HAProxy has no client OCSP: a revoked client is let in unless a revocation list (crl-file) names it.',
    'ocsp',
  );
  return ok(draft.finish(haproxyFacts, { chosen: chosen?.choice ?? null, choices }));
}

function readStapling(directive: Directive, draft: PolicyDraft): void {
  const words = [directive.name, ...directive.args];
  if (!words.some((word) => /ocsp/i.test(word))) return;
  draft.warn(
    directive,
    "This is stapling: HAProxy asks about its own certificate. It says nothing of clients' certificates.",
  );
}

function readBind(directive: Directive, draft: PolicyDraft): void {
  const after = (word: string) => directive.args[directive.args.indexOf(word) + 1];
  const has = (word: string) => directive.args.includes(word);
  if (has('verify')) {
    if (after('verify') === 'required') {
      draft.lose(directive, 'Every client needs a certificate, here too.');
    } else if (after('verify') === 'optional') {
      draft.warn(
        directive,
        'Clients without a certificate are let in, and "deny if ! { ssl_c_verify 0 }" lets them in too.',
      );
    } else draft.warn(directive, 'No client is asked for a certificate.');
  }
  if (has('crl-file')) draft.lose(directive, 'Revocation lists have no field here.');
}

function parse({ name: file, text }: SettingsFile): readonly Section[] {
  const sections: { choice: ServerChoice; directives: Directive[] }[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const words = splitWords(withoutComment(raw.slice(0, 8_192)));
    const [first = '', ...args] = words;
    if (first === '') continue;
    const line = index + 1;
    if (sectionWords.has(first)) {
      const name = [first, ...args.slice(0, 1)].join(' ');
      sections.push({ choice: { name, file, line }, directives: [] });
      continue;
    }
    const origin = { file, line, text: quoteLine(raw) };
    sections.at(-1)?.directives.push({ name: first.toLowerCase(), args, origin });
  }
  return sections;
}

function withoutComment(line: string): string {
  const at = line.search(/(?:^|\s)#/);
  return at === -1 ? line : line.slice(0, at);
}
