import type { DerReader } from '#pki/der/reader.ts';
import { readNamedBits } from '#pki/der/values.ts';
import { commaList, type ExtensionPrinter, printing } from './extension-printer.ts';

const keyUsageNames = [
  'Digital Signature',
  'Non Repudiation',
  'Key Encipherment',
  'Data Encipherment',
  'Key Agreement',
  'Certificate Sign',
  'CRL Sign',
  'Encipher Only',
  'Decipher Only',
];

const netscapeTypeNames = [
  'SSL Client',
  'SSL Server',
  'S/MIME',
  'Object Signing',
  'Unused',
  'SSL CA',
  'S/MIME CA',
  'Object Signing CA',
];

const reasonNames = [
  'Unused',
  'Key Compromise',
  'CA Compromise',
  'Affiliation Changed',
  'Superseded',
  'Cessation Of Operation',
  'Certificate Hold',
  'Privilege Withdrawn',
  'AA Compromise',
];

/** KeyUsage (RFC 5280 §4.2.1.3). */
export const keyUsage = bitNames(keyUsageNames);
/** Netscape certificate type. */
export const netscapeCertType = bitNames(netscapeTypeNames);

function bitNames(names: readonly string[]): ExtensionPrinter {
  return printing((outer) => commaList(named(readNamedBits(outer, 'bits'), names)));
}

/** `ReasonFlags` (RFC 5280 §4.2.1.13) under an implicit tag, in words. */
export function readReasons(fields: DerReader, identifier: number): string {
  const names = named(readNamedBits(fields, 'reasons', identifier), reasonNames);
  return names.length === 0 ? '<EMPTY>' : names.join(', ');
}

function named(bits: readonly number[], names: readonly string[]): readonly string[] {
  return bits.flatMap((bit) => names[bit] ?? []);
}
