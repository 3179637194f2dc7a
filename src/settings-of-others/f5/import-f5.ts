import { err, ok, type Result } from '#shared/model/result.ts';
import type {
  ImportError,
  ImportedSettings,
  ServerChoice,
  SettingsFile,
} from '#shared/model/settings-of-others.ts';
import { chooseServer, type Directive, PolicyDraft, warnOfOthers } from '../draft.ts';
import { quoteLine, readNumber, readSwitch, splitWords } from '../values.ts';
import { f5Facts } from './f5-facts.ts';

interface Block {
  readonly choice: ServerChoice;
  readonly directives: readonly Directive[];
}

/** Reads the objects of a BIG-IP that set up OCSP for clients. */
export function importF5(
  files: readonly SettingsFile[],
  wanted: string | null,
): Result<ImportedSettings, ImportError> {
  const draft = new PolicyDraft();
  const blocks = files.flatMap((file) => parse(file, draft));
  const choices = blocks.map(({ choice }) => choice);
  const chosen = chooseServer(blocks, wanted, () => true);
  if (chosen === 'not-found') {
    return err({ code: 'server-not-found', wanted: wanted ?? '', choices });
  }
  warnOfOthers(draft, chosen?.choice ?? null, choices);
  for (const each of chosen?.directives ?? []) apply(each, draft);
  return ok(draft.finish(f5Facts, { chosen: chosen?.choice ?? null, choices }));
}

function parse({ name: file, text }: SettingsFile, draft: PolicyDraft): readonly Block[] {
  const blocks: { choice: ServerChoice; directives: Directive[] }[] = [];
  let depth = 0;
  let into: Directive[] | null = null;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.slice(0, 8_192).trim();
    const words = splitWords(line);
    const [name = '', ...args] = words;
    const origin = { file, line: index + 1, text: quoteLine(raw) };
    const head = words.slice(0, 3).join(' ');
    if (depth === 0 && head === 'ltm auth ocsp-responder') {
      into = [{ name: 'ocsp-responder', args: [], origin }];
      blocks.push({ choice: { name: words[3] ?? '', file, line: index + 1 }, directives: into });
    } else if (depth === 0 && words.slice(0, 4).join(' ') === 'sys crypto cert-validator ocsp') {
      draft.warn(
        { name, args, origin },
        'This validates certificates that the BIG-IP itself holds. It says nothing of those of clients.',
      );
    } else if (into !== null && depth === 1 && name !== '}') into.push({ name, args, origin });
    depth +=
      words.filter((word) => word === '{').length - words.filter((word) => word === '}').length;
    if (depth <= 0) [depth, into] = [0, null];
  }
  return blocks;
}

function apply(directive: Directive, draft: PolicyDraft): void {
  const value = directive.args[0] ?? '';
  const seconds = readNumber(value);
  switch (directive.name) {
    case 'ocsp-responder':
      draft.map(directive, { field: 'ocsp', value: 'enabled' }, 'OCSP is asked for the client.');
      break;
    case 'url':
      draft.map(
        directive,
        { field: 'responderUri', value: value || null },
        'It is asked unless the certificate names another and ignore-aia is disabled.',
      );
      break;
    case 'cert-id-digest':
      if (value === 'sha1') {
        draft.map(directive, { field: 'hash', value }, 'What CertIDs are hashed with.');
      } else draft.lose(directive, 'CertIDs are never hashed with MD5 here.');
      break;
    case 'nonce': {
      const isOn = readSwitch(value) === 'on';
      draft.map(
        directive,
        { field: 'nonce', value: isOn ? 'require' : 'omit' },
        isOn ? 'A nonce is sent.' : 'No nonce is sent.',
      );
      break;
    }
    case 'status-age':
      if (seconds === null || seconds === 0) break;
      draft.map(
        directive,
        { field: 'maxAgeSeconds', value: Math.min(seconds, 315_360_000) },
        'The oldest thisUpdate that is accepted.',
      );
      break;
    case 'validity-period':
      if (seconds === null) break;
      draft.map(
        directive,
        { field: 'skewSeconds', value: Math.min(seconds, 86_400) },
        'By how much clocks may differ, as in openssl ocsp.',
      );
      break;
    case 'va-file':
      draft.warn(directive, 'Give this certificate itself.', 'responderCertificate');
      break;
    case 'ignore-aia':
      draft.lose(directive, 'Here a configured responder is always asked.');
      break;
    default:
      if (
        /^(?:verify|verify-.+|intern|chain|explicit|trust-other|.*-check.*)$/.test(directive.name)
      ) {
        if (readSwitch(value) === 'off' || value === '') break;
        draft.lose(directive, 'This setting of the verification has no field here.');
      }
      break;
  }
}
