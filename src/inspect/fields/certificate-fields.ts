import { hash } from 'node:crypto';
import { keyFactsOf } from '#pki/keys/key-facts.ts';
import { hexOf } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { summarizeCertificate } from '#pki/x509/summary.ts';
import type { Asn1Node, FieldNode } from '#shared/model/inspection.ts';
import { childNamed, contentsOf, pathTo } from '../asn1/find-node.ts';
import type { FindIssuers } from '../issuer-index.ts';
import { keyFields, keyPinOf, pinField } from '../kinds/inspected.ts';
import { fieldFromNode } from './field-from-node.ts';
import { signatureField } from './signature-field.ts';

/** Fields of tbsCertificate in the order in which people look for them; the others follow in their own. */
const order = [
  'subject',
  'issuer',
  'validity',
  'subjectPublicKeyInfo',
  'serialNumber',
  'extensions',
];

/** A certificate as far as it could be decoded, and where its issuer may be found. */
export interface CertificateAtHand {
  /** null where it is not well-formed. */
  readonly certificate: Certificate | null;
  /** null where no signature is to be verified. */
  readonly findIssuers: FindIssuers | null;
}

/**
 * The fields of a Certificate, as far as its tree goes: what people open one for comes first, the octets of
 * the signature last. `bytes` is what the ranges of the tree count in.
 */
export function certificateFields(
  root: Asn1Node,
  bytes: Uint8Array,
  { certificate, findIssuers }: CertificateAtHand,
): readonly FieldNode[] {
  const tbs = childNamed(root, 'tbsCertificate')?.children ?? [];
  const named = (name: string) => tbs.find((child) => child.name === name);
  const show = (node: Asn1Node | undefined) =>
    node === undefined ? [] : [certificateField(node, bytes, certificate)];
  const extensions = extensionsOf(root);
  const extensionList = show(named('extensions'));
  const extensionFields = extensionList[0]?.children ?? [];
  const oids = extensions.map(oidOf);
  // The same fields as in the list of extensions, which has them all in their order.
  const facts = (...wanted: readonly string[]) =>
    wanted.flatMap((oid) => extensionFields.filter((_, at) => oids[at] === oid));
  return [
    ...show(named('subject')),
    ...facts('2.5.29.17'),
    ...show(named('issuer')),
    ...(certificate === null || findIssuers === null
      ? []
      : [signatureField(root, certificate, findIssuers)]),
    ...show(named('validity')),
    ...responderField(root, extensions, certificate),
    ...facts('2.5.29.19', '2.5.29.15', '2.5.29.37'),
    ...show(named('subjectPublicKeyInfo')),
    fingerprints(root, bytes, certificate),
    ...show(named('serialNumber')),
    ...extensionList,
    ...tbs.filter(({ name }) => !order.includes(name ?? '')).flatMap(show),
    ...root.children.filter(({ name }) => name !== 'tbsCertificate').flatMap(show),
  ];
}

function extensionsOf(root: Asn1Node): readonly Asn1Node[] {
  return pathTo(root, ['tbsCertificate', 'extensions', 'Extensions'])?.children ?? [];
}

function oidOf(extension: Asn1Node): string | null {
  return extension.children[0]?.value?.split(' ')[0] ?? null;
}

function certificateField(
  node: Asn1Node,
  bytes: Uint8Array,
  certificate: Certificate | null,
): FieldNode {
  const field = fieldFromNode(node, bytes);
  switch (node.name) {
    case 'signature':
      return { ...field, label: 'Signature algorithm' };
    case 'signatureAlgorithm':
      return { ...field, label: 'Signature algorithm, outer' };
    case 'subjectPublicKeyInfo':
      return publicKeyField(field, certificate);
    case 'serialNumber':
      return serialField(node, field, bytes);
    default:
      return field;
  }
}

/** `RSA 2048`; what the algorithm is called where the certificate is not well-formed. */
function publicKeyField(field: FieldNode, certificate: Certificate | null): FieldNode {
  const value =
    certificate === null
      ? (field.children[0]?.value ?? null)
      : summarizeCertificate(certificate).publicKey;
  const more = certificate === null ? [] : keyFields(keyFactsOf(certificate)).slice(1);
  return {
    ...field,
    label: 'Public key',
    value,
    face: 'text',
    children: [...more, ...field.children],
  };
}

/** Octets up to which a serial number is shown in decimal too. */
const maxDecimalOctets = 40;

/** In hex, as everywhere, and in decimal. */
function serialField(node: Asn1Node, field: FieldNode, bytes: Uint8Array): FieldNode {
  const { offset, length } = node.range;
  const octets = bytes.subarray(offset + node.headerLength, offset + length);
  if (octets.length === 0 || octets.length > maxDecimalOctets) return field;
  const value = BigInt.asIntN(octets.length * 8, BigInt(`0x${hexOf(octets)}`));
  const decimal: FieldNode = {
    label: 'Decimal',
    value: value.toString(),
    face: 'mono',
    range: node.range,
    children: [],
  };
  return { ...field, children: [decimal] };
}

/** Which OCSP URI is asked, and that others are not. */
function responderField(
  root: Asn1Node,
  extensions: readonly Asn1Node[],
  certificate: Certificate | null,
): readonly FieldNode[] {
  if (certificate === null) return [];
  const [first, ...others] = summarizeCertificate(certificate).ocspUris;
  const access = extensions.find((node) => oidOf(node) === '1.3.6.1.5.5.7.1.1');
  const value = first === undefined ? 'none named' : first;
  const children = others.map(
    (uri): FieldNode => ({
      label: 'Not asked',
      value: uri,
      face: 'mono',
      range: access?.range ?? root.range,
      children: [],
    }),
  );
  return [
    {
      label: 'OCSP responder',
      value,
      face: first === undefined ? 'text' : 'mono',
      range: access?.range ?? root.range,
      children,
    },
  ];
}

function fingerprints(
  root: Asn1Node,
  bytes: Uint8Array,
  certificate: Certificate | null,
): FieldNode {
  const whole = contentsOf(bytes, root.range);
  const { range } = root;
  const digest = (label: string, algorithm: 'sha256' | 'sha1'): FieldNode => ({
    label,
    value: hash(algorithm, whole, 'hex'),
    face: 'mono',
    range,
    children: [],
  });
  const pin = certificate === null ? null : pinField(keyPinOf(certificate.subjectPublicKeyInfo));
  return {
    label: 'Fingerprints',
    value: null,
    face: 'text',
    range,
    children: [
      digest('SHA-256', 'sha256'),
      digest('SHA-1', 'sha1'),
      ...(pin === null
        ? []
        : [{ ...pin, range, children: pin.children.map((child) => ({ ...child, range })) }]),
    ],
  };
}
