import { describe, expect, it } from 'vitest';
import type { ChainGraph, ChainGraphLink, ChainNode } from '#shared/model/chain-graph.ts';
import { approximateWidth } from '../../../../../src/renderer/src/drawing/measure-text.ts';
import { layoutChains } from '../../../../../src/renderer/src/features/certificates/chain/layout-chains.ts';

function node(id: string, rank: number, more: Partial<ChainNode> = {}): ChainNode {
  return {
    id,
    role: 'intermediate',
    label: id,
    summary: null,
    trustedIn: [],
    rank,
    reasons: [],
    ...more,
  };
}

function link(subject: string, issuer: string, more: Partial<ChainGraphLink> = {}): ChainGraphLink {
  return { id: `${subject}>${issuer}`, subject, issuer, outcome: 'pass', reasons: [], ...more };
}

function graphOf(nodes: readonly ChainNode[], links: readonly ChainGraphLink[]): ChainGraph {
  return { at: 0, purpose: 'any', nodes, links, chains: [], leftOut: null };
}

const fails = (aspect: 'signature' | 'validity') =>
  ({ aspect, outcome: 'fail', message: 'It fails.', citation: null }) as const;

/** A client under a CA that two roots signed, one of which is not at hand. */
const crossSigned = graphOf(
  [
    node('client', 0, { role: 'end' }),
    node('ca', 1),
    node('root', 2, { role: 'root', trustedIn: ['own'] }),
    node('missing:other', 2, { role: 'missing', label: 'other' }),
  ],
  [
    link('client', 'ca', { outcome: 'fail', reasons: [fails('signature'), fails('validity')] }),
    link('ca', 'root'),
    link('ca', 'missing:other', { outcome: 'fail' }),
  ],
);

function partsOf(graph: ChainGraph) {
  const shapes = layoutChains(graph, approximateWidth);
  return { shapes, part: (id: string) => shapes.parts.find((one) => one.id === id) };
}

describe('layoutChains', () => {
  it('puts issuers above subjects, side by side without touching', () => {
    const { part } = partsOf(crossSigned);
    const [client, ca, root, other] = ['client', 'ca', 'root', 'missing:other'].map(
      (id) => part(id)?.box ?? { x: 0, y: 0, width: 0, height: 0 },
    );
    if (client === undefined || ca === undefined || root === undefined || other === undefined)
      throw new Error('not drawn');
    expect(client.y).toBeGreaterThan(ca.y + ca.height);
    expect(ca.y).toBeGreaterThan(root.y + root.height);
    expect(root.y).toBe(other.y);
    const [left, right] = root.x < other.x ? [root, other] : [other, root];
    expect(left.x + left.width).toBeLessThan(right.x);
  });

  it('says of a link why it fails, to eyes and ears alike', () => {
    const { part } = partsOf(crossSigned);
    const drawn = part('client>ca');
    const texts = drawn?.marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
    expect(texts).toEqual(['✗ does not hold', 'signature, validity']);
    expect(drawn?.spoken).toBe('client, issued by ca: does not hold, signature, validity');
  });

  it('labels the two links of a cross-signed CA without covering one with the other', () => {
    const { part } = partsOf(crossSigned);
    const [a, b] = [part('ca>root')?.box, part('ca>missing:other')?.box];
    if (a === undefined || b === undefined) throw new Error('not drawn');
    const isApart =
      a.x + a.width <= b.x ||
      b.x + b.width <= a.x ||
      a.y + a.height <= b.y ||
      b.y + b.height <= a.y;
    expect(isApart).toBe(true);
  });

  it('draws CAs that issued each other, inside the picture, and no link of a CA to itself', () => {
    const loop = graphOf(
      [node('client', 0), node('a', 1), node('b', 2)],
      [link('client', 'a'), link('a', 'b'), link('b', 'a'), link('b', 'b')],
    );
    const { shapes, part } = partsOf(loop);
    expect(part('b>a')).toBeDefined();
    expect(part('b>b')).toBeUndefined();
    for (const { marks } of shapes.parts) {
      for (const mark of marks) {
        if (mark.kind !== 'line') continue;
        for (const { x, y } of mark.points) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(shapes.width);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(shapes.height);
        }
      }
    }
  });

  it('cuts a name that is too long, and says it whole', () => {
    const name = 'n'.repeat(10_000);
    const { shapes, part } = partsOf(graphOf([node('one', 0, { label: name })], []));
    const texts = part('one')?.marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
    expect(texts?.[0]).toMatch(/^n{5,60}…$/);
    expect(part('one')?.spoken).toContain(name);
    expect(shapes.width).toBeLessThan(400);
  });
});
