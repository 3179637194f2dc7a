import { berToDer } from '#pki/cms/ber-to-der.ts';
import { decodePkcs12, type Pkcs12, type Pkcs12Bag } from '#pki/pkcs12/decode-pkcs12.ts';
import type { InspectedObject } from '#shared/model/inspection.ts';
import { buildTree } from '../asn1/build-tree.ts';
import { anything } from '../asn1/expectations.ts';
import { pkcs12Findings } from '../findings/object-findings.ts';
import { inspectCertificate } from './certificate.ts';
import { inspectCrl } from './crl.ts';
import {
  closedProblem,
  counted,
  type InspectContext,
  inspected,
  malformed,
  textField,
  workOf,
} from './inspected.ts';
import { inspectOther } from './other.ts';
import { inspectKeptKey, inspectPrivateKey } from './private-key.ts';

/** A PKCS#12 file (RFC 7292), opened with the first password that fits. */
export function inspectPkcs12(bytes: Uint8Array, context: InspectContext): InspectedObject {
  const opened = decodePkcs12(bytes, context.passwords, workOf(context));
  if (!opened.ok) {
    const { error } = opened;
    // Encrypted, its octets tell nothing that is secret; a key may lie open beside what is encrypted.
    const mayShow = !mayHoldOpenKey(bytes);
    return inspected({
      kind: 'pkcs12',
      title: 'PKCS#12 file',
      bytes: mayShow ? bytes : new Uint8Array(0),
      asn1: mayShow ? buildTree(bytes, anything).root : null,
      problem:
        error.code === 'malformed'
          ? malformed(error.error)
          : closedProblem('The PKCS#12 file', error),
      isLocked: error.code === 'password-needed' || error.code === 'wrong-password',
    });
  }
  const pkcs12 = opened.value;
  const hasOpenKey =
    mayHoldOpenKey(bytes) ||
    pkcs12.bags.some(({ kind, encryption }) => kind === 'key' && encryption === null);
  return inspected({
    kind: 'pkcs12',
    title: `PKCS#12 file with ${contentsText(pkcs12)}`,
    bytes: hasOpenKey ? new Uint8Array(0) : bytes,
    asn1: hasOpenKey ? null : buildTree(bytes, anything).root,
    fields: [
      textField('Contents', contentsText(pkcs12)),
      textField('Encryption', pkcs12.encryptions.map(({ name }) => name).join('; ') || 'none'),
      textField('Integrity', pkcs12.mac === null ? 'none' : `HMAC with ${pkcs12.mac}`),
    ],
    findings: pkcs12Findings(pkcs12, context.now),
    contains: pkcs12.bags.map((bag) => inspectBag(bag, context)),
  });
}

/** Object identifiers of keyBag and secretBag (RFC 7292 §4.2), encoded: what they mark is not encrypted. */
const openBags = ['060b2a864886f70d010c0a0101', '060b2a864886f70d010c0a0105'];

function mayHoldOpenKey(bytes: Uint8Array): boolean {
  // In BER, pieces of a string may part an identifier.
  const der = berToDer(bytes);
  const forms = [bytes, ...(der.ok ? [der.value] : [])].map((octets) => Buffer.from(octets));
  return forms.some((form) => openBags.some((oid) => form.includes(oid, 0, 'hex')));
}

function contentsText({ bags }: Pkcs12): string {
  const count = (kind: Pkcs12Bag['kind']) => bags.filter((bag) => bag.kind === kind).length;
  const parts = [
    counted(count('key'), 'private key'),
    counted(count('certificate'), 'certificate'),
  ];
  if (count('crl') > 0) parts.push(counted(count('crl'), 'CRL'));
  return parts.join(' and ');
}

function inspectBag(bag: Pkcs12Bag, context: InspectContext): InspectedObject {
  const object = inspectContents(bag, context);
  if (bag.friendlyName === null) return object;
  return { ...object, fields: [textField('Name in the file', bag.friendlyName), ...object.fields] };
}

function inspectContents(
  { kind, der, encryption }: Pkcs12Bag,
  context: InspectContext,
): InspectedObject {
  switch (kind) {
    case 'certificate':
      return inspectCertificate(der, context);
    case 'crl':
      return inspectCrl(der, context);
    case 'key':
      return encryption === null
        ? inspectPrivateKey(der, context)
        : inspectKeptKey(der, context, `${encryption.name}, by the PKCS#12 file`);
    case 'other':
      // A secret, or bags in a bag: nothing of it is shown, for there may be a key in it.
      return { ...inspectOther(der, 'asn1'), asn1: null, bytes: new Uint8Array(0) };
  }
}
