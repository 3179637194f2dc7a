import { describe, expect, it } from 'vitest';
import type { Asn1Node } from '#shared/model/inspection.ts';
import {
  flattenTree,
  pathToOffset,
  rangeAtOffset,
} from '../../../../src/renderer/src/components/asn1-lines.ts';

function node(offset: number, length: number, ...children: readonly Asn1Node[]): Asn1Node {
  return {
    type: 'SEQUENCE',
    name: null,
    value: null,
    range: { offset, length },
    headerLength: 2,
    children,
  };
}

const root = node(0, 20, node(2, 8, node(4, 3), node(7, 3)), node(10, 10));

describe('the ASN.1 tree', () => {
  it('is shown from top to bottom, without what is below a closed node', () => {
    expect(flattenTree(root, new Set()).map((line) => line.path)).toEqual([
      '0',
      '0.0',
      '0.0.0',
      '0.0.1',
      '0.1',
    ]);
    expect(flattenTree(root, new Set(['0.0'])).map((line) => line.path)).toEqual([
      '0',
      '0.0',
      '0.1',
    ]);
  });

  it('finds the node of a range, or the smallest that holds it', () => {
    expect(pathToOffset(root, { offset: 7, length: 3 })).toBe('0.0.1');
    expect(pathToOffset(root, { offset: 5, length: 4 })).toBe('0.0');
    expect(pathToOffset(root, { offset: 18, length: 9 })).toBeNull();
  });

  it('finds the smallest node that holds a byte', () => {
    expect(rangeAtOffset(root, 8)).toEqual({ offset: 7, length: 3 });
    expect(rangeAtOffset(root, 1)).toEqual({ offset: 0, length: 20 });
    expect(rangeAtOffset(root, 20)).toBeNull();
  });

  it('shows nodes as deep as the inspector reads', () => {
    let deep = node(0, 1);
    for (let depth = 0; depth < 64; depth += 1) deep = node(0, 1, deep);
    expect(flattenTree(deep, new Set())).toHaveLength(65);
    expect(rangeAtOffset(deep, 0)).toEqual({ offset: 0, length: 1 });
  });
});
