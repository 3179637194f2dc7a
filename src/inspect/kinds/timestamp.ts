import { berToDer } from '#pki/cms/ber-to-der.ts';
import { type ContentInfo, decodeContentInfo } from '#pki/cms/decode-signed-data.ts';
import type { Asn1Node, FieldNode, InspectedObject } from '#shared/model/inspection.ts';
import { buildTree } from '../asn1/build-tree.ts';
import { contentInfo, timestampInfo, timestampResponse } from '../asn1/cms-schema.ts';
import { childNamed, contentsOf } from '../asn1/find-node.ts';
import { fieldFromNode } from '../fields/field-from-node.ts';
import { type InspectContext, inspected } from './inspected.ts';
import { inspectWith } from './recipe.ts';
import { containedIn } from './signed-data.ts';

/** A timestamp token (RFC 3161 §2.4.2): SignedData over a TSTInfo. */
export function inspectTimestampToken(bytes: Uint8Array, context: InspectContext): InspectedObject {
  const der = berToDer(bytes);
  return inspectWith<ContentInfo>(der.ok ? der.value : bytes, {
    kind: 'timestamp',
    pemLabel: 'PKCS7',
    type: contentInfo,
    decode: decodeContentInfo,
    fields: (_root, _bytes, info) => (info === null ? [] : infoFields(info)),
    findings: () => [],
    title: (info) => {
      const at = info === null ? null : infoFields(info).find(({ label }) => label === 'Time');
      return at === null || at === undefined
        ? 'Timestamp token, not well-formed'
        : `Timestamp of ${at.value}`;
    },
    contains: (info) => (info.kind === 'other' ? [] : containedIn(info.signedData, context)),
  });
}

function infoFields(info: ContentInfo): readonly FieldNode[] {
  const content = info.kind === 'other' ? null : info.signedData.content;
  const root = content === null ? null : buildTree(content, timestampInfo).root;
  if (content === null || root === null) return [];
  // The octets of TSTInfo are inside the token, so its ranges are not those of the object.
  return root.children.map((child) => {
    const field = withoutRanges(fieldFromNode(child, content));
    return child.name === 'genTime' ? { ...field, label: 'Time' } : field;
  });
}

function withoutRanges(field: FieldNode): FieldNode {
  return { ...field, range: null, children: field.children.map(withoutRanges) };
}

/** The answer of a timestamping authority: its status and the token. */
export function inspectTimestampResponse(
  bytes: Uint8Array,
  context: InspectContext,
): InspectedObject {
  const { root, fault } = buildTree(bytes, timestampResponse);
  const token = root === null ? null : childNamed(root, 'timeStampToken');
  const inner =
    token === null ? null : inspectTimestampToken(contentsOf(bytes, token.range), context);
  const status = root === null ? null : statusOf(root);
  return inspected({
    kind: 'timestamp',
    title: `Timestamp response: ${status ?? 'not readable'}`,
    fields: [
      ...(root?.children ?? [])
        .filter((child) => child !== token)
        .map((child) => fieldFromNode(child, bytes)),
      ...(inner?.fields ?? []),
    ],
    asn1: root,
    bytes,
    problem:
      fault === null
        ? (inner?.problem ?? null)
        : {
            code: 'malformed',
            message: `Its ASN.1 breaks off: ${fault.message}.`,
            offset: fault.offset,
            path: '',
          },
    contains: inner?.contains ?? [],
  });
}

function statusOf(root: Asn1Node): string | null {
  const info = childNamed(root, 'status');
  const value = info === null ? null : childNamed(info, 'status')?.value;
  return value?.replace(/^\d+ /, '') ?? null;
}
