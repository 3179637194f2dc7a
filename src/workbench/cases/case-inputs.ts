import { caseExtension } from '#shared/case/case-file.ts';
import { captureFormat } from '../captures/packets.ts';
import type { Input } from '../objects/open-inputs.ts';

/** What a case can be made of. */
export type CaseInputKind = 'case' | 'har' | 'packet-capture';

const extensions: readonly (readonly [RegExp, CaseInputKind])[] = [
  [new RegExp(`\\${caseExtension}$`, 'i'), 'case'],
  [/\.har$/i, 'har'],
  [/\.(pcap|pcapng|cap)$/i, 'packet-capture'],
];

/** So much of a text tells what it is. */
const looked = 8_192;

/** Says by its content whether an input holds cases, else by its name; null where it is something else. */
export function caseInputKind({ name, bytes }: Input): CaseInputKind | null {
  if (captureFormat(bytes) !== null) return 'packet-capture';
  const begin = Buffer.from(bytes.subarray(0, looked)).toString('utf8');
  if (/^\uFEFF?\s*\{/.test(begin)) {
    if (/"format"\s*:\s*"revoscope-case"/.test(begin)) return 'case';
    if (/"log"\s*:\s*\{/.test(begin)) return 'har';
  }
  return extensions.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
