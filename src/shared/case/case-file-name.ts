import { caseExtension } from './case-file.ts';

/** Most file systems take 255 octets; a number in front or behind needs some of them. */
const mostOctets = 180;

/** `lab-client-good-at-2026-01-10T12-00-00Z.revocase`. */
export function caseFileName(name: string): string {
  return `${caseFileStem(name)}${caseExtension}`;
}

/** The name of a case with nothing in it that a file system or a shell minds. */
export function caseFileStem(name: string): string {
  const safe = name.normalize('NFKC').replace(/[^\p{L}\p{M}\p{N}.]+/gu, '-');
  const stem = firstOctets(safe.replace(/^[-.]+/, ''), mostOctets).replace(/[-.]+$/, '');
  return stem === '' ? 'case' : stem;
}

/** As many whole characters as fit into so many octets of UTF-8. */
function firstOctets(text: string, most: number): string {
  let fitting = '';
  let octets = 0;
  for (const character of text) {
    octets += octetsOf(character.codePointAt(0) ?? 0);
    if (octets > most) break;
    fitting += character;
  }
  return fitting;
}

function octetsOf(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x1_0000 ? 3 : 4;
}
