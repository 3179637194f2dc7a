import type { Asn1Node, ByteRange } from '#shared/model/inspection.ts';

/** One line of the tree as it is shown; `path` counts children from the root: `0.3.1`. */
export interface TreeLine {
  readonly node: Asn1Node;
  readonly depth: number;
  readonly path: string;
}

/** The lines of a tree from top to bottom, without what is below closed nodes. */
export function flattenTree(root: Asn1Node, closed: ReadonlySet<string>): readonly TreeLine[] {
  const lines: TreeLine[] = [];
  const pending: TreeLine[] = [{ node: root, depth: 0, path: '0' }];
  for (let line = pending.pop(); line !== undefined; line = pending.pop()) {
    lines.push(line);
    if (closed.has(line.path)) continue;
    const { node, depth, path } = line;
    for (let index = node.children.length - 1; index >= 0; index -= 1) {
      const child = node.children[index];
      if (child !== undefined)
        pending.push({ node: child, depth: depth + 1, path: `${path}.${index}` });
    }
  }
  return lines;
}

/** The path of the smallest node that holds a range; the outermost one where several are equal. */
export function pathToOffset(root: Asn1Node, range: ByteRange): string | null {
  if (!holds(root.range, range)) return null;
  let node = root;
  let path = '0';
  for (;;) {
    if (isSame(node.range, range)) return path;
    const index = node.children.findIndex((child) => holds(child.range, range));
    const child = node.children[index];
    if (child === undefined) return path;
    node = child;
    path = `${path}.${index}`;
  }
}

/** The range of the smallest node that holds a byte. */
export function rangeAtOffset(root: Asn1Node, offset: number): ByteRange | null {
  const byte = { offset, length: 1 };
  if (!holds(root.range, byte)) return null;
  let node = root;
  for (;;) {
    const child = node.children.find((candidate) => holds(candidate.range, byte));
    if (child === undefined) return node.range;
    node = child;
  }
}

function holds(outer: ByteRange, inner: ByteRange): boolean {
  return inner.offset >= outer.offset && inner.offset + inner.length <= outer.offset + outer.length;
}

function isSame(a: ByteRange, b: ByteRange): boolean {
  return a.offset === b.offset && a.length === b.length;
}
