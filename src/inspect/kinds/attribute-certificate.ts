import type { Asn1Node, FieldNode, InspectedObject } from '#shared/model/inspection.ts';
import { buildTree } from '../asn1/build-tree.ts';
import { attributeCertificate } from '../asn1/cms-schema.ts';
import { childNamed } from '../asn1/find-node.ts';
import { fieldFromNode } from '../fields/field-from-node.ts';
import { inspected } from './inspected.ts';

/** An attribute certificate (RFC 5755): what a holder may do, signed by an attribute authority. */
export function inspectAttributeCertificate(bytes: Uint8Array): InspectedObject {
  const { root, fault } = buildTree(bytes, attributeCertificate);
  return inspected({
    kind: 'attribute-certificate',
    title: 'Attribute certificate',
    pemLabel: 'ATTRIBUTE CERTIFICATE',
    fields: root === null ? [] : fieldsOf(root, bytes),
    asn1: root,
    bytes,
    problem:
      fault === null
        ? null
        : {
            code: 'malformed',
            message: `Its ASN.1 breaks off: ${fault.message}.`,
            offset: fault.offset,
            path: '',
          },
  });
}

function fieldsOf(root: Asn1Node, bytes: Uint8Array): readonly FieldNode[] {
  const info = childNamed(root, 'acinfo');
  const others = root.children.filter((child) => child !== info);
  return [...(info?.children ?? []), ...others].map((child) => fieldFromNode(child, bytes));
}
