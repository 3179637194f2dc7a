import { keyFactsOf, keyFactsToText } from '#pki/keys/key-facts.ts';
import { decodePublicKeyInfo } from '#pki/keys/public-key-info.ts';
import type { PublicKeyInfo } from '#pki/x509/public-key.ts';
import type { InspectedObject } from '#shared/model/inspection.ts';
import { publicKeyInfo } from '../asn1/request-schema.ts';
import { fieldFromNode } from '../fields/field-from-node.ts';
import { publicKeyFindings } from '../findings/object-findings.ts';
import { type InspectContext, keyFields, keyPinOf, pinField } from './inspected.ts';
import { inspectWith } from './recipe.ts';

/** A public key: SubjectPublicKeyInfo (RFC 5280 §4.1). */
export function inspectPublicKey(bytes: Uint8Array, { now }: InspectContext): InspectedObject {
  return inspectWith<PublicKeyInfo>(bytes, {
    kind: 'public-key',
    pemLabel: 'PUBLIC KEY',
    type: publicKeyInfo,
    decode: decodePublicKeyInfo,
    fields: (root, octets, key) => [
      ...(key === null ? [] : keyFields(keyFactsOf(key))),
      ...(key === null ? [] : [pinField(keyPinOf(key.subjectPublicKeyInfo))]),
      ...root.children.map((child) => fieldFromNode(child, octets)),
    ],
    findings: (key) => publicKeyFindings(key, now),
    title: (key) =>
      key === null
        ? 'Public key, not well-formed'
        : `Public key, ${keyFactsToText(keyFactsOf(key))}`,
    keyPin: ({ subjectPublicKeyInfo }) => keyPinOf(subjectPublicKeyInfo),
  });
}
