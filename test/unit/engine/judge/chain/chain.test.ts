import { describe, expect, it } from 'vitest';
import { findIssuer } from '#engine/judge/chain/chain.ts';
import { encodeElement, encodeOctetString, encodeSequence } from '#pki/der/writer.ts';
import {
  caConstraints,
  createKeys,
  extendedKeyUsage,
  forge,
  keyUsage,
} from '../../../../support/forge-certificate.ts';
import {
  ca,
  client,
  evaluate,
  failureOf,
  issuing,
  leaf,
  outcome,
  type Question,
  root,
  serverAuth,
} from '../../../pki/x509/chain-question.ts';

function subjectKey(octet: number) {
  return { oid: '2.5.29.14', value: encodeOctetString(Uint8Array.of(octet)) };
}

function authorityKey(octet: number) {
  return { oid: '2.5.29.35', value: encodeSequence(encodeElement(0x80, Uint8Array.of(octet))) };
}

describe('evaluateChain', () => {
  it('trusts a client over an intermediate that it sent, and says how', () => {
    const { evaluation, issuer, path } = evaluate({ certificate: leaf });
    expect([issuer, path]).toEqual([
      issuing.certificate,
      [leaf.certificate, issuing.certificate, root.certificate],
    ]);
    const words = evaluation.links.map(({ subject, issuer: by, outcome, message }) =>
      [subject, by, outcome, message].join(' | '),
    );
    expect([evaluation.outcome, ...words]).toEqual([
      'trusted',
      'CN=Leaf | CN=Issuing | pass | Signed by its issuer, valid until 2055-01-01T00:00:00Z',
      'CN=Issuing | CN=Root | pass | Signed by its issuer, valid until 2055-01-01T00:00:00Z',
      'CN=Root | CN=Root | pass | Trusted CA, valid until 2055-01-01T00:00:00Z',
    ]);
  });

  it.each<[string, Question, string]>([
    [
      'an intermediate that is trusted itself, without its root',
      { certificate: leaf, sent: [], trusted: [issuing] },
      'Leaf < Issuing',
    ],
    [
      'an intermediate among the trusted CAs, up to its root',
      { certificate: leaf, sent: [issuing, root], trusted: [root] },
      'Leaf < Issuing < Root',
    ],
    [
      'the nearest anchor where several are trusted',
      { certificate: leaf, trusted: [root, issuing] },
      'Leaf < Issuing',
    ],
    [
      'certificates sent in any order, with others among them',
      { certificate: leaf, sent: [root, leaf, forge({ name: 'Other' }), issuing] },
      'Leaf < Issuing < Root',
    ],
  ])('trusts over %s', (_what, question, path) => {
    expect(outcome(question)).toEqual({ path, issuer: 'Issuing', failure: null });
  });

  describe('where the path does not reach a trusted CA', () => {
    it.each<[string, Question, string, object]>([
      [
        'the issuer is nowhere',
        { certificate: leaf, sent: [] },
        'Leaf',
        { code: 'issuer-not-found', subject: 'CN=Leaf', issuer: 'CN=Issuing' },
      ],
      [
        'the issuer of the issuer is nowhere',
        { certificate: leaf, trusted: [] },
        'Leaf < Issuing',
        { code: 'issuer-not-found', subject: 'CN=Issuing', issuer: 'CN=Root' },
      ],
      [
        'the root was sent and is not trusted',
        {
          certificate: leaf,
          sent: [issuing, root],
          trusted: [forge({ name: 'Another', extensions: ca })],
        },
        'Leaf < Issuing < Root',
        { code: 'issuer-not-trusted', subject: 'CN=Issuing', issuer: 'CN=Root' },
      ],
      [
        'it signed itself',
        { certificate: forge({ name: 'Self' }) },
        'Self',
        { code: 'issuer-not-trusted', subject: 'CN=Self', issuer: 'CN=Self' },
      ],
      [
        'the trusted CA has that name and another key',
        { certificate: leaf, sent: [], trusted: [forge({ name: 'Issuing', extensions: ca })] },
        'Leaf',
        { code: 'issuer-mismatch', subject: 'CN=Leaf', issuer: 'CN=Issuing' },
      ],
      [
        'the trusted CA has that name and the key identifier, and the signature does not verify',
        {
          certificate: forge({
            name: 'Changed',
            issuer: { ...issuing, keys: createKeys() },
            extensions: [authorityKey(7)],
          }),
          sent: [],
          trusted: [forge({ name: 'Issuing', extensions: [...ca, subjectKey(7)] })],
        },
        'Changed',
        { code: 'signature-invalid', subject: 'CN=Changed', issuer: 'CN=Issuing' },
      ],
    ])('says that %s', (_what, question, path, failure) => {
      const { issuer, ...found } = outcome(question);
      expect(found).toEqual({ path, failure });
      expect(issuer).toBe(path.includes('Issuing') ? 'Issuing' : null);
    });

    it('says so even where the certificate has also expired', () => {
      const old = forge({ name: 'Old', issuer: issuing, notAfter: '2025-06-01T00:00:00Z' });
      const { evaluation } = evaluate({ certificate: old, trusted: [] });
      expect(evaluation).toMatchObject({
        failure: { code: 'issuer-not-found' },
        links: [
          { outcome: 'fail', message: 'Expired at 2025-06-01T00:00:00Z' },
          { outcome: 'fail', message: 'The certificate of its issuer CN=Root is not at hand' },
        ],
      });
    });
  });

  describe('a certificate that is trusted itself', () => {
    it('needs no CA, and is its own issuer where it signed itself', () => {
      const self = forge({ name: 'Self', extensions: client });
      const { evaluation, issuer, path } = evaluate({ certificate: self, trusted: [self] });
      expect([issuer, path]).toEqual([self.certificate, [self.certificate]]);
      expect(evaluation).toMatchObject({
        outcome: 'trusted',
        links: [{ message: 'Trusted itself, valid until 2055-01-01T00:00:00Z' }],
      });
    });

    it('has the issuer that is at hand where it did not', () => {
      expect(outcome({ certificate: leaf, trusted: [leaf] })).toEqual({
        path: 'Leaf',
        issuer: 'Issuing',
        failure: null,
      });
      expect(outcome({ certificate: leaf, sent: [], trusted: [leaf] }).issuer).toBeNull();
    });

    it('is still held to its validity and purpose', () => {
      const old = forge({ name: 'Old', notAfter: '2025-06-01T00:00:00Z' });
      const server = forge({ name: 'Server', extensions: [extendedKeyUsage(serverAuth)] });
      const failures = [old, server].map((one) => failureOf({ certificate: one, trusted: [one] }));
      expect(failures).toMatchObject([{ code: 'certificate-expired' }, { code: 'wrong-purpose' }]);
    });

    it('is trusted in another certificate of the same name and key', () => {
      const extensions = [caConstraints(), keyUsage(0, 5)];
      const self = forge({ name: 'Twin', extensions });
      const twin = forge({
        name: 'Twin',
        extensions,
        keys: self.keys,
        serialNumber: Uint8Array.of(9),
      });
      expect(outcome({ certificate: self, sent: [], trusted: [twin] })).toMatchObject({
        path: 'Twin < Twin',
        failure: null,
      });
    });
  });

  describe('where several certificates have the name of the issuer', () => {
    const keys = createKeys();
    const crossed = { name: 'Crossed', extensions: ca, keys };
    const old = forge({ ...crossed, issuer: root, notAfter: '2025-06-01T00:00:00Z' });
    const renewed = forge({ ...crossed, issuer: root });
    const stranger = forge({ name: 'Stranger root', extensions: ca });
    const byStranger = forge({ ...crossed, issuer: stranger });
    const below = forge({ name: 'Below', issuer: renewed, extensions: client });

    it('finds the one that is valid, whatever their order', () => {
      for (const sent of [
        [old, renewed],
        [renewed, old],
      ]) {
        expect(evaluate({ certificate: below, sent }).path[1]).toBe(renewed.certificate);
      }
    });

    it('finds the one that leads to a trusted CA, whatever their order', () => {
      for (const sent of [
        [byStranger, renewed, stranger],
        [renewed, stranger, byStranger],
      ]) {
        expect(outcome({ certificate: below, sent })).toEqual({
          path: 'Below < Crossed < Root',
          issuer: 'Crossed',
          failure: null,
        });
      }
    });

    it('passes over one with another key', () => {
      const twin = forge({ name: 'Crossed', issuer: root, extensions: ca });
      expect(outcome({ certificate: below, sent: [twin, renewed] }).failure).toBeNull();
    });

    it('reports the path that reaches a trusted CA, though another is longer', () => {
      const far = forge({ name: 'Far', issuer: stranger, extensions: ca });
      const byFar = forge({ ...crossed, issuer: far });
      const found = outcome({ certificate: below, sent: [byFar, far, stranger, old] });
      expect(found).toMatchObject({
        path: 'Below < Crossed < Root',
        failure: { code: 'certificate-expired', subject: 'CN=Crossed' },
      });
    });

    it('reports the longest path where none reaches a trusted CA', () => {
      const found = outcome({
        certificate: below,
        sent: [renewed, byStranger, stranger],
        trusted: [],
      });
      expect(found).toMatchObject({
        path: 'Below < Crossed < Stranger root',
        failure: { code: 'issuer-not-trusted' },
      });
    });
  });

  describe('material made to cost much', () => {
    it('goes round a loop of two CAs that issued each other once', () => {
      const [a, b] = [createKeys(), createKeys()];
      const first = forge({ name: 'A', extensions: ca, keys: a });
      const bByA = forge({ name: 'B', issuer: first, extensions: ca, keys: b });
      const aByB = forge({ name: 'A', issuer: bByA, extensions: ca, keys: a });
      const below = forge({ name: 'Below', issuer: aByB });
      const found = outcome({ certificate: below, sent: [aByB, bByA] });
      expect(found).toMatchObject({
        path: 'Below < A < B',
        failure: { code: 'issuer-loop', subject: 'CN=B', issuer: 'CN=A' },
      });
    });

    it('goes no deeper than ten certificates', () => {
      const cas = [root];
      for (let i = 1; i <= 12; i++) {
        cas.push(forge({ name: `CA ${i}`, issuer: cas[i - 1] ?? root, extensions: ca }));
      }
      const below = (depth: number) =>
        forge({ name: 'Below', issuer: cas[depth] ?? root, extensions: client });
      const sent = cas.slice(1);
      expect(failureOf({ certificate: below(8), sent })).toBeNull();
      expect(failureOf({ certificate: below(9), sent })).toEqual({
        code: 'path-too-deep',
        subject: 'CN=CA 1',
        limit: 10,
      });
    });

    it('gives up on very many false issuers of one name', () => {
      const keys = createKeys();
      const false_ = Array.from({ length: 500 }, (_, i) =>
        forge({ name: 'Issuing', keys, serialNumber: Uint8Array.of(1, i >> 8, i & 0xff) }),
      );
      const start = performance.now();
      const failure = failureOf({ certificate: leaf, sent: false_, trusted: [root] });
      expect(failure).toEqual({
        code: 'too-many-issuers',
        subject: 'CN=Leaf',
        issuer: 'CN=Issuing',
        limit: 64,
      });
      expect(performance.now() - start).toBeLessThan(500);
    });

    it('gives up on very many paths', () => {
      const layers = Array.from({ length: 8 }, (_, i) => ({
        name: `Layer ${i}`,
        keys: createKeys(),
      }));
      const sent = layers.flatMap(({ name, keys }, i) => {
        const above = layers[i + 1];
        return Array.from({ length: 6 }, (_, copy) =>
          forge({
            name,
            keys,
            extensions: ca,
            serialNumber: Uint8Array.of(1, copy),
            ...(above === undefined
              ? {}
              : { issuer: { ...root, name: above.name, keys: above.keys } }),
          }),
        );
      });
      const lowest = layers[0];
      if (lowest === undefined) throw new Error('eight');
      const below = forge({ name: 'Below', issuer: { ...root, ...lowest } });
      const start = performance.now();
      expect(failureOf({ certificate: below, sent })).toMatchObject({ code: 'issuer-not-trusted' });
      expect(performance.now() - start).toBeLessThan(500);
    });
  });
});

describe('findIssuer', () => {
  it('gives the first candidate that issued the certificate, or null', () => {
    const twin = forge({ name: 'Issuing' });
    const candidates = [root, twin, issuing].map(({ certificate }) => certificate);
    expect(findIssuer(leaf.certificate, candidates)).toBe(issuing.certificate);
    expect(findIssuer(leaf.certificate, candidates.slice(0, 2))).toBeNull();
    expect(findIssuer(root.certificate, candidates)).toBe(root.certificate);
  });
});
