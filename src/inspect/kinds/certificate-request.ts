import { keyFactsOf } from '#pki/keys/key-facts.ts';
import {
  type CertificationRequest,
  decodeCertificationRequest,
} from '#pki/pkcs10/decode-request.ts';
import { commonNameOf, nameToText } from '#pki/x509/name.ts';
import type { Asn1Node, FieldNode, InspectedObject } from '#shared/model/inspection.ts';
import { childNamed } from '../asn1/find-node.ts';
import { certificationRequest } from '../asn1/request-schema.ts';
import { fieldFromNode } from '../fields/field-from-node.ts';
import { certificationRequestFindings } from '../findings/object-findings.ts';
import { type InspectContext, keyFields, keyPinOf, pinField } from './inspected.ts';
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

function requestFields(
  root: Asn1Node,
  bytes: Uint8Array,
  request: CertificationRequest | null,
): readonly FieldNode[] {
  const info = childNamed(root, 'certificationRequestInfo');
  const own = (info?.children ?? []).filter(({ name }) => name !== 'version');
  const others = root.children.filter((child) => child !== info);
  const key = request === null ? [] : keyFields(keyFactsOf(request));
  const pin = request === null ? [] : [pinField(keyPinOf(request.subjectPublicKeyInfo))];
  const fields = own.map((child) => {
    const field = fieldFromNode(child, bytes);
    return child.name === 'subjectPublicKeyInfo'
      ? {
          ...field,
          label: 'Public key',
          value: key[0]?.value ?? field.value,
          children: [...key.slice(1), ...pin, ...field.children],
        }
      : field;
  });
  return [...fields, ...others.map((child) => fieldFromNode(child, bytes))];
}
