import { err, ok, type Result } from '#shared/model/result.ts';
import type {
  ImportError,
  ImportedSettings,
  ServerChoice,
  SettingsFile,
} from '#shared/model/settings-of-others.ts';
import { chooseServer, type Directive, PolicyDraft, warnOfOthers } from '../draft.ts';
import { asTimeout, quoteLine, readNumber, readSwitch } from '../values.ts';
import { stunnelFacts } from './stunnel-facts.ts';

interface Service {
  readonly choice: ServerChoice;
  readonly directives: readonly Directive[];
}

/** Reads what the configuration of stunnel means for client certificates. */
export function importStunnel(
  files: readonly SettingsFile[],
  wanted: string | null,
): Result<ImportedSettings, ImportError> {
  const draft = new PolicyDraft();
  const { global, services } = parse(files);
  const chosen = chooseServer(services, wanted, ({ directives }) =>
    directives.some(({ name }) => /^ocsp|^verify|^requirecert/.test(name)),
  );
  const choices = services.map(({ choice }) => choice);
  if (chosen === 'not-found') {
    return err({ code: 'server-not-found', wanted: wanted ?? '', choices });
  }
  warnOfOthers(draft, chosen?.choice ?? null, choices);
  const directives = [...global, ...(chosen?.directives ?? [])];
  for (const each of directives) {
    if (Object.hasOwn(rules, each.name)) rules[each.name]?.(each, draft);
  }
  const verifies = directives.some(
    ({ name, args }) =>
      (/^verify(?:chain|peer)$/.test(name) && readSwitch(args[0]) === 'on') ||
      (name === 'verify' && args[0] !== '0'),
  );
  if (!verifies) {
    draft.warn(null, 'No verifyChain: certificates of clients are not verified.', 'ocsp');
  }
  return ok(draft.finish(stunnelFacts, { chosen: chosen?.choice ?? null, choices }));
}

function parse(files: readonly SettingsFile[]): {
  readonly global: readonly Directive[];
  readonly services: readonly Service[];
} {
  const global: Directive[] = [];
  const services: { choice: ServerChoice; directives: Directive[] }[] = [];
  for (const { name: file, text } of files) {
    let into = global;
    for (const [index, raw] of text.split('\n').entries()) {
      const line = raw.slice(0, 8_192).trim();
      const section = /^\[([^\]]*)\]/.exec(line);
      if (section !== null) {
        into = [];
        const choice = { name: section[1]?.trim() ?? '', file, line: index + 1 };
        services.push({ choice, directives: into });
        continue;
      }
      const at = line.indexOf('=');
      if (line === '' || line.startsWith(';') || line.startsWith('#') || at < 1) continue;
      into.push({
        name: line.slice(0, at).trim().toLowerCase(),
        args: [line.slice(at + 1).trim()],
        origin: { file, line: index + 1, text: quoteLine(line) },
      });
    }
  }
  return { global, services };
}

type Rule = (directive: Directive, draft: PolicyDraft) => void;

const trust: Rule = (directive, draft) =>
  draft.lose(directive, 'The CAs that clients lead to are not part of a policy: give the file.');
const lists: Rule = (directive, draft) =>
  draft.lose(directive, 'Revocation lists, which are checked beside OCSP, have no field here.');

const rules: Readonly<Record<string, Rule>> = {
  ocsp: (directive, draft) => {
    draft.map(
      directive,
      { field: 'responderUri', value: directive.args[0] ?? null },
      'It is asked first; those that the certificate names come after it, which is not done here.',
    );
    draft.map(directive, { field: 'ocsp', value: 'enabled' }, 'OCSP is asked for the client.');
  },
  ocspaia: (directive, draft) => {
    if (readSwitch(directive.args[0]) !== 'on') return;
    draft.map(
      directive,
      { field: 'ocsp', value: 'enabled' },
      'OCSP is asked for the client, of the responders that its certificate names.',
    );
  },
  ocspnonce: (directive, draft) => {
    const on = readSwitch(directive.args[0]) === 'on';
    draft.map(
      directive,
      { field: 'nonce', value: on ? 'require' : 'omit' },
      on ? 'A nonce is sent, and has to come back.' : 'No nonce is sent.',
    );
  },
  ocsprequire: (directive, draft) => {
    const word = readSwitch(directive.args[0]);
    if (word === null) return draft.lose(directive, 'OCSPrequire is yes or no.');
    draft.map(
      directive,
      { field: 'fallback', value: word === 'on' ? 'block' : 'allow' },
      'From 5.71 on: whether a client without a conclusive answer is denied.',
    );
  },
  ocspflag: (directive, draft) => {
    const isUnchecked = /NOVERIFY|NOSIGS|TRUSTOTHER|NOCHAIN|NOCHECKS/i.test(
      directive.args[0] ?? '',
    );
    if (isUnchecked) draft.warn(directive, 'Answers are not fully verified: a forged one counts.');
    else draft.lose(directive, 'This flag of OpenSSL has no field here.');
  },
  timeoutbusy: (directive, draft) => {
    const seconds = readNumber(directive.args[0]);
    if (seconds === null) return draft.lose(directive, 'This is no number of seconds.');
    const value = asTimeout(seconds * 1_000);
    draft.map(directive, { field: 'totalTimeoutMs', value }, 'It bounds each wait there.');
  },
  timeoutocsp: (directive, draft) => {
    const seconds = readNumber(directive.args[0]);
    if (seconds === null) return draft.lose(directive, 'This is no number of seconds.');
    const value = asTimeout(seconds * 1_000);
    draft.map(directive, { field: 'totalTimeoutMs', value }, 'From 5.71 on.');
  },
  requirecert: (directive, draft) => {
    if (readSwitch(directive.args[0]) === 'on') {
      draft.lose(directive, 'Every client needs a certificate, here too.');
    } else draft.warn(directive, 'Clients without a certificate are let in.');
  },
  client: (directive, draft) => {
    if (readSwitch(directive.args[0]) !== 'on') return;
    draft.warn(directive, 'This service is a client itself: what it checks are servers.');
  },
  cafile: trust,
  capath: trust,
  crlfile: lists,
  crlpath: lists,
  include: (directive, draft) =>
    draft.warn(directive, 'This folder is not read: give its files if they say more of OCSP.'),
};
