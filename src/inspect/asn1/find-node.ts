import type { Asn1Node, ByteRange } from '#shared/model/inspection.ts';

/** The first child that bears this field name. */
export function childNamed(node: Asn1Node, name: string): Asn1Node | null {
  return node.children.find((child) => child.name === name) ?? null;
}

/** The element at the end of a path of field names; null where it breaks off. */
export function pathTo(root: Asn1Node, path: readonly string[]): Asn1Node | null {
  return path.reduce<Asn1Node | null>(
    (node, name) => (node === null ? null : childNamed(node, name)),
    root,
  );
}

/** The octets of a range; a view. */
export function contentsOf(bytes: Uint8Array, { offset, length }: ByteRange): Uint8Array {
  return bytes.subarray(offset, offset + length);
}
