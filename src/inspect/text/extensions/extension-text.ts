import type { Extension } from '#pki/x509/certificate.ts';
import { indented } from '../hex-lines.ts';
import { longName } from '../openssl-names.ts';
import { printers } from './registry.ts';

/** Extensions one after another, their names indented by so many columns and their contents by four more. */
export function extensionLines(
  extensions: readonly Extension[],
  indent: number,
): readonly string[] {
  return extensions.flatMap((extension) => {
    const { oid, critical, value } = extension;
    const head = `${' '.repeat(indent)}${longName(oid)}: ${critical ? 'critical' : ''}`;
    const lines = printers[oid]?.(value) ?? null;
    return [head, ...(lines === null ? octets(value, indent + 4) : indented(lines, indent + 4))];
  });
}

/** What is not read is written as it stands, a dot for each octet that is no character to be seen. */
function octets(value: Uint8Array, indent: number): readonly string[] {
  const text = Array.from(value, (octet) => {
    const isSeen = (octet >= 0x20 && octet <= 0x7e) || octet === 0x0a;
    return isSeen ? String.fromCharCode(octet) : '.';
  }).join('');
  return `${' '.repeat(indent)}${text}`.split('\n');
}
