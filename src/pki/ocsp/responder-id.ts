import { assertNever } from '#shared/model/result.ts';
import type { DerReader } from '../der/reader.ts';
import { contextConstructed, describeTag, tag } from '../der/tag.ts';
import { encodeExplicit, encodeOctetString } from '../der/writer.ts';
import type { DecodedResponderId } from './types.ts';

const byNameTag = contextConstructed(1);
const byKeyTag = contextConstructed(2);

/**
 * ResponderID (RFC 6960 §4.2.1):
 *
 *     ResponderID ::= CHOICE {
 *         byName  [1] EXPLICIT Name,
 *         byKey   [2] EXPLICIT KeyHash }
 *
 *     KeyHash ::= OCTET STRING -- SHA-1 hash of responder's public key
 */
export function readResponderId(parent: DerReader, name: string): DecodedResponderId {
  const next = parent.peekTag();
  if (next !== byNameTag && next !== byKeyTag) {
    if (next === -1) parent.any(name);
    const what = `expected [1] byName or [2] byKey, found ${describeTag(next)}`;
    parent.fail('unexpected-tag', name, parent.position, what);
  }
  const wrapper = parent.constructed(name, next);
  const responderId = next === byKeyTag ? readByKey(wrapper) : readByName(wrapper);
  wrapper.finish();
  return responderId;
}

function readByName(wrapper: DerReader): DecodedResponderId {
  return { by: 'name', name: wrapper.raw(wrapper.element(tag.sequence, 'byName')) };
}

function readByKey(wrapper: DerReader): DecodedResponderId {
  return { by: 'key', keyHash: wrapper.contents(wrapper.element(tag.octetString, 'byKey')) };
}

/** Writes a ResponderID. */
export function encodeResponderId(responderId: DecodedResponderId): Uint8Array {
  switch (responderId.by) {
    case 'name':
      return encodeExplicit(1, responderId.name);
    case 'key':
      return encodeExplicit(2, encodeOctetString(responderId.keyHash));
    default:
      return assertNever(responderId);
  }
}
