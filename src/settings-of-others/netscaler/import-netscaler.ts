import { err, ok, type Result } from '#shared/model/result.ts';
import type {
  ImportError,
  ImportedSettings,
  ServerChoice,
  SettingsFile,
} from '#shared/model/settings-of-others.ts';
import { chooseServer, type Directive, PolicyDraft, warnOfOthers } from '../draft.ts';
import { asTimeout, quoteLine, readNumber, readSwitch, splitWords } from '../values.ts';
import { netscalerFacts } from './netscaler-facts.ts';

interface Responder {
  readonly choice: ServerChoice;
  readonly commands: readonly Directive[];
}

/** Reads the commands of NetScaler that set up OCSP for clients. */
export function importNetscaler(
  files: readonly SettingsFile[],
  wanted: string | null,
): Result<ImportedSettings, ImportError> {
  const draft = new PolicyDraft();
  const commands = files.flatMap(parse);
  const responders = respondersOf(commands);
  const choices = responders.map(({ choice }) => choice);
  const chosen = chooseServer(responders, wanted, () => true);
  if (chosen === 'not-found') {
    return err({ code: 'server-not-found', wanted: wanted ?? '', choices });
  }
  warnOfOthers(draft, chosen?.choice ?? null, choices);
  const own = chosen?.commands ?? [];
  for (const command of own) readResponder(command, draft);
  const knows = (word: string) => own.some(({ args }) => lower(args).includes(word));
  if (chosen !== null && !knows('-respondercert') && !knows('-trustresponder')) {
    draft.warn(
      own[0] ?? null,
      'With neither -responderCert nor -trustResponder only the times of an answer are verified: a forged one counts.',
    );
  }
  for (const command of commands) readBinding(command, draft);
  return ok(draft.finish(netscalerFacts, { chosen: chosen?.choice ?? null, choices }));
}

function respondersOf(commands: readonly Directive[]): readonly Responder[] {
  const byName = new Map<string, { choice: ServerChoice; commands: Directive[] }>();
  for (const command of commands) {
    if (!/^(?:add|set) ssl ocspresponder$/.test(command.name)) continue;
    const name = command.args[0] ?? '';
    const { file, line } = command.origin;
    const known = byName.get(name) ?? { choice: { name, file, line }, commands: [] };
    known.commands.push(command);
    byName.set(name, known);
  }
  return [...byName.values()];
}

function readResponder(command: Directive, draft: PolicyDraft): void {
  const { args } = command;
  for (const [index, word] of lower(args).entries()) {
    const value = args[index + 1];
    const number = readNumber(value);
    if (word === '-url' && value !== undefined) {
      draft.map(command, { field: 'ocsp', value: 'enabled' }, 'OCSP is asked for the client.');
      draft.map(command, { field: 'responderUri', value }, 'This responder is always asked.');
    } else if (word === '-cache' && readSwitch(value) === 'on') {
      const minutes = readNumber(args[lower(args).indexOf('-cachetimeout') + 1]) ?? 1;
      const seconds = Math.min(Math.max(minutes * 60, 1), 2_592_000);
      const value = {
        use: 'on',
        minSeconds: 1,
        maxSeconds: seconds,
        hold: 'until-next-update',
      } as const;
      draft.map(command, { field: 'cache', value }, '-cacheTimeout counts minutes.');
    } else if (word === '-resptimeout' && number !== null) {
      const value = asTimeout(number);
      draft.map(command, { field: 'totalTimeoutMs', value }, '-resptimeout counts milliseconds.');
    } else if (word === '-producedattimeskew' && number !== null) {
      const value = Math.min(number, 86_400);
      draft.map(command, { field: 'skewSeconds', value }, 'It counts for producedAt there.');
    } else if (word === '-usenonce') {
      const isOn = readSwitch(value) === 'on';
      draft.map(
        command,
        { field: 'nonce', value: isOn ? 'require' : 'omit' },
        isOn ? 'A nonce is sent.' : 'No nonce is sent.',
      );
    } else if (word === '-respondercert') {
      draft.warn(command, 'Give this certificate itself.', 'responderCertificate');
    } else if (word === '-trustresponder' && (value === undefined || value.startsWith('-'))) {
      draft.warn(command, 'Signatures of answers are not verified: a forged one counts.');
    } else if (/^-(?:batchingd|signingc|insertclient)/.test(word)) {
      draft.lose(command, `${args[index] ?? ''} has no field here.`);
    }
  }
}

function readBinding(command: Directive, draft: PolicyDraft): void {
  if (!/^bind ssl (?:vserver|service)$/.test(command.name)) return;
  const at = lower(command.args).indexOf('-ocspcheck');
  if (at === -1) return;
  const isMandatory = command.args[at + 1]?.toLowerCase() === 'mandatory';
  draft.map(
    command,
    { field: 'fallback', value: isMandatory ? 'block' : 'allow' },
    isMandatory ? 'No conclusive answer denies.' : 'No conclusive answer lets the client in.',
  );
}

function lower(words: readonly string[]): readonly string[] {
  return words.map((word) => word.toLowerCase());
}

function parse({ name: file, text }: SettingsFile): readonly Directive[] {
  return text.split('\n').flatMap((raw, index): readonly Directive[] => {
    const words = splitWords(raw.slice(0, 8_192).trim());
    if (words.length < 4 || raw.trimStart().startsWith('#')) return [];
    const name = lower(words.slice(0, 3)).join(' ');
    const origin = { file, line: index + 1, text: quoteLine(raw) };
    return [{ name, args: words.slice(3), origin }];
  });
}
