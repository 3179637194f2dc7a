import { serialNumberToText } from '#pki/x509/serial-number.ts';
import type { Asn1Node, FieldNode } from '#shared/model/inspection.ts';
import { toSafeText } from '#shared/wording/safe-text.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import { dottedOf } from '../asn1/expectations.ts';
import { oidName } from '../asn1/oid-name.ts';
import { addressText } from './address-text.ts';
import { localTimeField } from './derived-fields.ts';
import { inBothForms } from './domain-text.ts';

const serialNumbers = new Set(['serialNumber', 'authorityCertSerialNumber']);
/** GeneralNames that have a domain in them. */
const domainForms = /(?:dNSName|rfc822Name|uniformResourceIdentifier)$/;

/** What a person reads of an element without parts. */
export function leafField(label: string, node: Asn1Node, bytes: Uint8Array): FieldNode {
  const { offset, length } = node.range;
  const octets = bytes.subarray(offset + node.headerLength, offset + length);
  if (node.name?.endsWith('iPAddress') === true) {
    return leaf(label, addressText(octets) ?? node.value, node);
  }
  if (node.name === 'securityIdentifier') {
    return leaf(label, Buffer.from(octets).toString('latin1'), node);
  }
  if (domainForms.test(node.name ?? '')) {
    return leaf(label, node.value === null ? null : inBothForms(node.value), node);
  }
  const local = localTimeField(node);
  if (local !== null) return { ...leaf(label, node.value, node), children: [local] };
  if (serialNumbers.has(node.name ?? '') && octets.length > 0 && octets.length <= 64) {
    return leaf(label, toReadableSerial(serialNumberToText(octets)), node);
  }
  if (node.type === 'OBJECT IDENTIFIER') return leaf(label, identifierText(node), node);
  if (node.type === 'ENUMERATED') return { ...leaf(label, nameOfNumber(node), node), face: 'text' };
  // An implicit tag hides that it is one.
  if (node.type === 'BOOLEAN' || node.value === 'TRUE' || node.value === 'FALSE') {
    const value = node.value === 'TRUE' ? 'yes' : node.value === 'FALSE' ? 'no' : node.value;
    return { ...leaf(label, value, node), face: 'text' };
  }
  return { ...leaf(label, node.value, node), face: faceOf(node) };
}

/** `id-kp-OCSPSigning (1.3.6.1.5.5.7.3.9)`; the dotted form alone where it has no name. */
function identifierText(node: Asn1Node): string | null {
  const dotted = dottedOf(node);
  const name = dotted === null ? null : oidName(dotted);
  return name === null ? node.value : `${name} (${dotted})`;
}

/** `0 successful` without its number. */
export function nameOfNumber(node: Asn1Node): string | null {
  return node.value?.replace(/^\d+ (?=\S)/, '') ?? null;
}

/** A value of octets, times or identifiers, as it may be shown. */
export function leaf(label: string, value: string | null, node: Asn1Node): FieldNode {
  const shown = value === null ? null : toSafeText(value);
  return { label, value: shown, face: 'mono', range: node.range, children: [] };
}

const textTypes = new Set([
  'UTF8String',
  'PrintableString',
  'TeletexString',
  'BMPString',
  'VisibleString',
  'NumericString',
  'NULL',
]);

function faceOf(node: Asn1Node): FieldNode['face'] {
  const isNamedBits = node.type === 'BIT STRING' && /[a-z]{5}/i.test(node.value ?? '');
  return isNamedBits || textTypes.has(node.type) ? 'text' : 'mono';
}
