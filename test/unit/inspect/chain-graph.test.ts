import { describe, expect, it } from 'vitest';
import { chainGraph, type GraphQuestion } from '#inspect/chain-graph/chain-graph.ts';
import type { ChainGraph, LinkAspect, LinkReason } from '#shared/model/chain-graph.ts';
import { chainGraph as chainGraphSchema } from '#shared/schema/chain-graph.ts';
import { nameConstraints, subjectAltName } from '../../support/constrained-chains.ts';
import {
  caConstraints,
  createKeys,
  extendedKeyUsage,
  type Forged,
  type ForgeOptions,
  forge,
  keyUsage,
} from '../../support/forge-certificate.ts';

const at = Date.parse('2026-06-01T00:00:00Z');
const ca = (name: string, options: Partial<ForgeOptions> = {}, pathLen: number | null = null) =>
  forge({ name, extensions: [caConstraints(pathLen), keyUsage(5, 6)], ...options });

const root = ca('Root');
const middle = ca('Middle', { issuer: root });
const leaf = forge({ name: 'Leaf', issuer: middle });

function graphOf(
  loaded: readonly Forged[],
  trusted: readonly Forged[],
  more: Partial<GraphQuestion> = {},
): ChainGraph {
  const graph = chainGraph({
    certificates: loaded.map(({ certificate }) => certificate),
    ends: [],
    trust: [{ store: 'own', certificates: trusted.map(({ certificate }) => certificate) }],
    at,
    purpose: 'any',
    ...more,
  });
  // What the window would refuse is no graph.
  expect(chainGraphSchema.parse(structuredClone(graph))).toEqual(graph);
  return graph;
}

const labelOf = ({ nodes }: ChainGraph, id: string) => nodes.find((node) => node.id === id)?.label;

/** `Leaf > Middle: pass`, of every link. */
const drawn = (graph: ChainGraph) =>
  graph.links.map(
    ({ subject, issuer, outcome }) =>
      `${labelOf(graph, subject)} > ${labelOf(graph, issuer)}: ${outcome}`,
  );

/** `holds: Leaf, Middle, Root`, of every chain. */
const told = (graph: ChainGraph) =>
  graph.chains.map(
    ({ holds, steps }) =>
      `${holds ? 'holds' : 'fails'}: ${steps.map(({ certificate }) => labelOf(graph, certificate)).join(', ')}`,
  );

function failuresOf(graph: ChainGraph): readonly (readonly [LinkAspect, string])[] {
  const failed = ({ outcome }: LinkReason) => outcome === 'fail';
  return graph.links.flatMap(({ reasons }) =>
    reasons.filter(failed).map(({ aspect, message }) => [aspect, message] as const),
  );
}

describe('the graph of all chains', () => {
  it('draws a chain row by row, and says of each link all that it was examined for', () => {
    const graph = graphOf([leaf, middle], [root]);
    expect(drawn(graph)).toEqual(['Leaf > Middle: pass', 'Middle > Root: pass']);
    expect(told(graph)).toEqual(['holds: Leaf, Middle, Root']);
    expect(
      graph.nodes.map(({ label, role, rank, trustedIn }) => [label, role, rank, trustedIn]),
    ).toEqual([
      ['Leaf', 'end', 0, []],
      ['Middle', 'intermediate', 1, []],
      ['Root', 'root', 2, ['own']],
    ]);
    expect(graph.links[0]?.reasons.map(({ aspect, outcome }) => [aspect, outcome])).toEqual([
      ['name', 'pass'],
      ['key-identifier', 'note'],
      ['signature', 'pass'],
      ['authority', 'pass'],
      ['path-length', 'pass'],
      ['name-constraints', 'pass'],
      ['validity', 'pass'],
    ]);
  });

  it('shows a cross-signed CA as two ways up, and the one that leads nowhere with its missing issuer', () => {
    const gone = ca('Gone');
    const keys = createKeys();
    const own = ca('Cross', { issuer: root, keys });
    const crossed = ca('Cross', { issuer: gone, keys, serialNumber: Uint8Array.of(9) });
    const graph = graphOf([forge({ name: 'Leaf', issuer: own }), own, crossed], [root]);
    expect(drawn(graph)).toEqual([
      'Leaf > Cross: pass',
      'Leaf > Cross: pass',
      'Cross > Root: pass',
      'Cross > CN=Gone: fail',
    ]);
    expect(told(graph)).toEqual(['holds: Leaf, Cross, Root', 'fails: Leaf, Cross']);
    expect(graph.nodes.at(-1)).toMatchObject({ role: 'missing', id: 'missing:CN=Gone', rank: 2 });
  });

  it('shows CAs that issued each other as the loop that they are, and ends', () => {
    const [a, b] = [createKeys(), createKeys()];
    const ofA = ca('A', { keys: a, issuer: ca('B', { keys: b }) });
    const ofB = ca('B', { keys: b, issuer: ca('A', { keys: a }) });
    const graph = graphOf([forge({ name: 'Leaf', issuer: ofA }), ofA, ofB], []);
    expect(drawn(graph)).toEqual(['Leaf > A: pass', 'A > B: pass', 'B > A: pass']);
    expect(told(graph)).toEqual(['fails: Leaf, A, B']);
    expect(graph.chains[0]?.steps.at(-1)?.message).toMatch(/they issued each other/);
  });

  it('asks about the certificate that is meant, where one is', () => {
    const graph = graphOf([leaf, middle], [root], { ends: [middle.certificate] });
    expect(told(graph)).toEqual(['holds: Middle, Root']);
  });

  it('judges at the time that is set', () => {
    const graph = graphOf([leaf, middle], [root], { at: Date.parse('2055-06-01T00:00:00Z') });
    expect(told(graph)).toEqual(['fails: Leaf, Middle, Root']);
    expect(failuresOf(graph)).toEqual([
      ['validity', expect.stringMatching(/^Issuer: Expired at 2055-01-01/)],
      ['validity', expect.stringMatching(/^Issuer: Expired at 2055-01-01/)],
    ]);
    expect(graph.nodes[0]?.reasons[0]).toMatchObject({ aspect: 'validity', outcome: 'fail' });
  });

  it('takes a certificate that is loaded and trusted for one, with every store that it is in', () => {
    const graph = graphOf([leaf, middle, root], [root], {
      trust: [
        { store: 'lab', certificates: [root.certificate] },
        { store: 'system', certificates: [ca('Root', { keys: root.keys }).certificate] },
      ],
    });
    expect(graph.nodes.find(({ label }) => label === 'Root')?.trustedIn).toContain('lab');
    expect(told(graph)[0]).toBe('holds: Leaf, Middle, Root');
  });

  it('stays small with very many certificates of one name', () => {
    const many = Array.from({ length: 400 }, (_, n) =>
      ca('Root', { serialNumber: Uint8Array.of(1, n >> 8, n & 0xff), keys: root.keys }),
    );
    const graph = graphOf([leaf, middle, ...many], []);
    expect(graph.nodes.length).toBeLessThanOrEqual(300);
    expect(graph.links.length).toBeLessThanOrEqual(600);
    expect(graph.leftOut).toMatch(/left out/);
  });
});

describe('the reason why a link fails', () => {
  const server = '1.3.6.1.5.5.7.3.1';
  const stranger = ca('Middle');
  const low = ca('Low', { issuer: middle });
  const narrow = ca('Narrow', { issuer: root }, 0);
  const below = ca('Below', { issuer: narrow });
  const constrained = ca('Constrained', {
    issuer: root,
    extensions: [caConstraints(), keyUsage(5), nameConstraints({ permitted: ['dns:b.example'] })],
  });
  const servers = ca('Servers', {
    issuer: root,
    extensions: [caConstraints(), keyUsage(5), extendedKeyUsage(server)],
  });
  const noAuthority = forge({ name: 'No CA', issuer: root });
  const old = ca('Old', { issuer: root, notAfter: '2025-06-01T00:00:00Z' });

  it.each<[aspect: LinkAspect, loaded: readonly Forged[], message: RegExp]>([
    ['signature', [leaf, stranger], /has the name of its issuer, and another key/],
    ['path-length', [forge({ name: 'X', issuer: below }), below, narrow], /More than 0/],
    [
      'name-constraints',
      [
        forge({ name: 'X', issuer: constrained, extensions: [subjectAltName('dns:a.example')] }),
        constrained,
      ],
      /^Its DNS name a\.example is not among the names/,
    ],
    ['purpose', [forge({ name: 'X', issuer: servers }), servers], /^Issuer: Not for client/],
    ['authority', [forge({ name: 'X', issuer: noAuthority }), noAuthority], /^Issuer: Not a CA/],
    ['validity', [forge({ name: 'X', issuer: old }), old], /^Issuer: Expired at 2025-06-01/],
    ['name', [forge({ name: 'X', issuer: low })], /CN=Low is not at hand/],
  ])('is told: %s', (aspect, loaded, message) => {
    const graph = graphOf(loaded, [root], { purpose: 'client' });
    expect(failuresOf(graph)).toContainEqual([aspect, expect.stringMatching(message)]);
    expect(graph.chains.every(({ holds }) => !holds)).toBe(true);
  });

  it('is the name, of a certificate with the key that is wanted and another name', () => {
    const identifier = (oid: string, value: readonly number[]) => ({
      oid,
      value: Uint8Array.from(value),
    });
    const issuer = ca('Right');
    const other = ca('Other name', {
      keys: issuer.keys,
      extensions: [caConstraints(), identifier('2.5.29.14', [4, 2, 7, 7])],
    });
    const end = forge({
      name: 'X',
      issuer,
      extensions: [identifier('2.5.29.35', [0x30, 4, 0x80, 2, 7, 7])],
    });
    const graph = graphOf([end, other], []);
    expect(drawn(graph)).toContain('X > Other name: fail');
    expect(failuresOf(graph)).toEqual([
      ['name', 'Its issuer is called CN=Right, this certificate CN=Other name'],
    ]);
  });
});
