import { keyFactsOf } from '#pki/keys/key-facts.ts';
import {
  type CertificationRequest,
  decodeCertificationRequest,
} from '#pki/pkcs10/decode-request.ts';
import { commonNameOf, nameToText } from '#pki/x509/name.ts';
import { readPublicKey } from '#pki/x509/public-key.ts';
import { verifySignature } from '#pki/x509/signature.ts';
import type { Asn1Node, FieldNode, InspectedObject } from '#shared/model/inspection.ts';
import { childNamed } from '../asn1/find-node.ts';
import { certificationRequest } from '../asn1/request-schema.ts';
import { fieldFromNode } from '../fields/field-from-node.ts';
import { certificationRequestFindings } from '../findings/object-findings.ts';
import { type InspectContext, keyFields, keyPinOf, pinField, textField } from './inspected.ts';
import { inspectWith } from './recipe.ts';

/** A request for a certificate (CSR, RFC 2986). */
export function inspectCertificateRequest(
  bytes: Uint8Array,
  { now }: InspectContext,
): InspectedObject {
  return inspectWith<CertificationRequest>(bytes, {
    kind: 'certificate-request',
    pemLabel: 'CERTIFICATE REQUEST',
    type: certificationRequest,
    decode: decodeCertificationRequest,
    fields: requestFields,
    findings: (request) => certificationRequestFindings(request, now),
    title: (request) =>
      request === null
        ? 'Certificate request, not well-formed'
        : `Certificate request of ${commonNameOf(request.subject) ?? (nameToText(request.subject) || 'nobody')}`,
    keyPin: ({ subjectPublicKeyInfo }) => keyPinOf(subjectPublicKeyInfo),
  });
}

/** What people ask for, in the order in which they look for it. */
const askedFor = ['2.5.29.17', '2.5.29.19', '2.5.29.15', '2.5.29.37'];

/** What is asked for first, as of a certificate; the octets of the signature last. */
function requestFields(
  root: Asn1Node,
  bytes: Uint8Array,
  request: CertificationRequest | null,
): readonly FieldNode[] {
  const info = childNamed(root, 'certificationRequestInfo');
  const own = (info?.children ?? []).filter(({ name }) => name !== 'version');
  const others = root.children.filter((child) => child !== info);
  const asked = extensionsIn(info);
  const facts = askedFor.flatMap((oid) =>
    asked
      .filter((node) => node.children[0]?.value?.split(' ')[0] === oid)
      .map((node) => fieldFromNode(node, bytes)),
  );
  return [
    ...own.flatMap((child) => {
      const field = fieldFromNode(child, bytes);
      if (child.name === 'subject') return [field, ...facts];
      return child.name === 'subjectPublicKeyInfo'
        ? [publicKeyField(field, request), ...(request === null ? [] : [possessionField(request)])]
        : [field];
    }),
    ...others.map((child) => fieldFromNode(child, bytes)),
  ];
}

function publicKeyField(field: FieldNode, request: CertificationRequest | null): FieldNode {
  const key = request === null ? [] : keyFields(keyFactsOf(request));
  const pin = request === null ? [] : [pinField(keyPinOf(request.subjectPublicKeyInfo))];
  return {
    ...field,
    label: 'Public key',
    value: key[0]?.value ?? field.value,
    children: [...key.slice(1), ...pin, ...field.children],
  };
}

/** Whoever asks holds the private key, if the signature verifies (RFC 2986 §3). */
function possessionField(request: CertificationRequest): FieldNode {
  const key = readPublicKey(request);
  const result = key.ok
    ? verifySignature({
        algorithm: request.signatureAlgorithm,
        key: key.value,
        data: request.requestInfo,
        signature: request.signature,
      })
    : key.error;
  if (result === 'valid') return textField('Signature', 'verifies with the key that is asked for');
  return result === 'invalid'
    ? textField('Signature', 'does not verify with the key that is asked for')
    : textField('Signature', 'not verified: the algorithm or the key is not known here');
}

function extensionsIn(node: Asn1Node | null): readonly Asn1Node[] {
  if (node === null) return [];
  return node.name === 'Extension' ? [node] : node.children.flatMap(extensionsIn);
}
