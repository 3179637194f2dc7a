import { describe, expect, it } from 'vitest';
import { encodeNull, encodeSequence, encodeSmallInteger } from '#pki/der/writer.ts';
import {
  caConstraints,
  extendedKeyUsage,
  type Forged,
  type ForgedExtension,
  forge,
  keyUsage,
  noCa,
} from '../../../../support/forge-certificate.ts';
import {
  anyPurpose,
  at,
  ca,
  client,
  clientAuth,
  evaluate,
  failureOf,
  issuing,
  leaf,
  type Question,
  root,
  serverAuth,
} from '../../../pki/x509/chain-question.ts';

describe('judging a path', () => {
  describe('validity', () => {
    const notBefore = '2026-01-01T00:00:00Z';
    const notAfter = '2026-02-01T00:00:00Z';
    const month = forge({ name: 'Month', issuer: issuing, notBefore, notAfter });

    it.each([
      ['the second before', '2025-12-31T23:59:59Z', 'certificate-not-yet-valid'],
      ['the first second', notBefore, null],
      ['the last second', notAfter, null],
      ['the end of the last second', '2026-02-01T00:00:00.999Z', null],
      ['the second after', '2026-02-01T00:00:01Z', 'certificate-expired'],
    ])('is judged at %s', (_what, time, code) => {
      const failure = failureOf({ certificate: month, at: Date.parse(time) });
      expect(failure?.code ?? null).toBe(code);
    });

    it('gives the times with the failure', () => {
      expect(failureOf({ certificate: month })).toEqual({
        code: 'certificate-expired',
        subject: 'CN=Month',
        notAfter: Date.parse(notAfter),
        at,
      });
      expect(failureOf({ certificate: month, at: 0 })).toEqual({
        code: 'certificate-not-yet-valid',
        subject: 'CN=Month',
        notBefore: Date.parse(notBefore),
        at: 0,
      });
    });

    it('is asked of intermediates and of trusted CAs as well', () => {
      const oldIssuing = forge({ name: 'Old issuing', issuer: root, extensions: ca, notAfter });
      const below = forge({ name: 'Below', issuer: oldIssuing });
      const wanted = { code: 'certificate-expired', subject: 'CN=Old issuing' };
      expect(failureOf({ certificate: below, sent: [oldIssuing] })).toMatchObject(wanted);
      expect(failureOf({ certificate: below, trusted: [oldIssuing] })).toMatchObject(wanted);
    });
  });

  describe('what a CA must be', () => {
    /** A chain over a CA with these extensions. */
    function over(extensions: readonly ForgedExtension[], version: 1 | 2 | 3 = 3): Question {
      const middle = forge({ name: 'Middle', issuer: root, extensions, version });
      const below = forge({ name: 'Below', issuer: middle, extensions: client });
      return { certificate: below, sent: [middle] };
    }

    it.each<[string, Question, object | null]>([
      [
        'no basicConstraints',
        over([keyUsage(5)]),
        { code: 'issuer-not-a-ca', subject: 'CN=Middle' },
      ],
      [
        'basicConstraints without cA',
        over([noCa, keyUsage(5)]),
        { code: 'issuer-not-a-ca', subject: 'CN=Middle' },
      ],
      [
        'keyUsage without keyCertSign',
        over([caConstraints(), keyUsage(0)]),
        { code: 'issuer-may-not-sign', subject: 'CN=Middle' },
      ],
      ['no keyUsage', over([caConstraints()]), null],
      ['version 1', over([], 1), { code: 'issuer-not-a-ca', subject: 'CN=Middle' }],
      [
        'basicConstraints that cannot be read',
        over([{ oid: '2.5.29.19', value: encodeNull() }]),
        {
          code: 'certificate-unreadable',
          detail: 'CN=Middle: BasicConstraints: expected SEQUENCE, found NULL',
        },
      ],
      [
        'extendedKeyUsage for servers alone',
        over([...ca, extendedKeyUsage(serverAuth)]),
        {
          code: 'wrong-purpose',
          subject: 'CN=Middle',
          purpose: 'client',
          extendedKeyUsage: ['serverAuth'],
        },
      ],
      ['extendedKeyUsage for clients', over([...ca, extendedKeyUsage(clientAuth)]), null],
    ])('is judged of one with %s', (_what, question, failure) => {
      expect(failureOf(question)).toEqual(failure);
    });

    it('holds a trusted certificate of an end entity to it', () => {
      const below = forge({ name: 'Below', issuer: leaf });
      const failure = failureOf({ certificate: below, sent: [], trusted: [leaf] });
      expect(failure).toEqual({ code: 'issuer-not-a-ca', subject: 'CN=Leaf' });
    });

    it('takes a trusted root of version 1, which cannot say that it is a CA', () => {
      const old = forge({ name: 'Old root', version: 1 });
      const below = forge({ name: 'Below', issuer: old, extensions: client });
      expect(failureOf({ certificate: below, sent: [], trusted: [old] })).toBeNull();
    });
  });

  describe('pathLenConstraint', () => {
    const limited = forge({ name: 'Limited', extensions: [caConstraints(0), keyUsage(5)] });
    const direct = forge({ name: 'Direct', issuer: limited, extensions: client });
    const sub = forge({ name: 'Sub', issuer: limited, extensions: ca });
    const deep = forge({ name: 'Deep', issuer: sub, extensions: client });

    it('allows the end certificate below it', () => {
      expect(failureOf({ certificate: direct, sent: [], trusted: [limited] })).toBeNull();
    });

    it('refuses a CA too many', () => {
      const failure = failureOf({ certificate: deep, sent: [sub], trusted: [limited] });
      expect(failure).toEqual({ code: 'path-too-long', subject: 'CN=Limited', pathLen: 0 });
    });

    it('does not count a self-issued CA, as in a change of keys', () => {
      const renewed = forge({ name: 'Limited', issuer: limited, extensions: ca });
      const below = forge({ name: 'Below', issuer: renewed, extensions: client });
      expect(failureOf({ certificate: below, sent: [renewed], trusted: [limited] })).toBeNull();
    });
  });

  describe('critical extensions', () => {
    const unknown = { oid: '1.2.3.4', critical: true, value: encodeNull() };

    it('refuses an unknown one in any certificate of the path', () => {
      const odd = forge({ name: 'Odd', issuer: issuing, extensions: [...client, unknown] });
      expect(failureOf({ certificate: odd })).toEqual({
        code: 'critical-extension',
        subject: 'CN=Odd',
        oid: '1.2.3.4',
      });
      const oddCa = forge({ name: 'Odd CA', issuer: root, extensions: [...ca, unknown] });
      const below = forge({ name: 'Below', issuer: oddCa, extensions: client });
      expect(failureOf({ certificate: below, sent: [oddCa] })).toMatchObject({
        code: 'critical-extension',
        subject: 'CN=Odd CA',
      });
    });

    it('passes over one that is unknown and not critical', () => {
      const extensions = [...client, { ...unknown, critical: false }];
      expect(
        failureOf({ certificate: forge({ name: 'Odd', issuer: issuing, extensions }) }),
      ).toBeNull();
    });

    it('takes policies that cannot be read, as none is required, but no such policyConstraints', () => {
      const [policies, constraints] = ['2.5.29.32', '2.5.29.36'].map((oid) => {
        const extension = { oid, critical: true, value: encodeSequence(encodeSmallInteger(0)) };
        return forge({ name: oid, issuer: issuing, extensions: [...client, extension] });
      });
      if (policies === undefined || constraints === undefined) throw new Error('two');
      expect(failureOf({ certificate: policies })).toBeNull();
      expect(failureOf({ certificate: constraints })).toMatchObject({
        code: 'certificate-unreadable',
      });
    });
  });

  describe('purpose', () => {
    function withExtensions(...extensions: readonly ForgedExtension[]): Forged {
      return forge({ name: 'Purpose', issuer: issuing, extensions });
    }

    it.each<[string, Forged, string | null]>([
      ['no extendedKeyUsage and no keyUsage', withExtensions(), null],
      ['clientAuth', withExtensions(extendedKeyUsage(serverAuth, clientAuth)), null],
      ['anyExtendedKeyUsage', withExtensions(extendedKeyUsage(anyPurpose)), null],
      [
        'serverAuth alone',
        withExtensions(extendedKeyUsage(serverAuth)),
        'Not for client authentication: extendedKeyUsage has serverAuth alone',
      ],
      ['digitalSignature', withExtensions(keyUsage(0)), null],
      ['keyAgreement', withExtensions(keyUsage(4)), null],
      [
        'keyEncipherment alone',
        withExtensions(keyUsage(2), extendedKeyUsage(clientAuth)),
        'Not for client authentication: keyUsage lacks digitalSignature',
      ],
    ])('is judged of a client with %s', (_what, certificate, message) => {
      const { evaluation } = evaluate({ certificate });
      expect(evaluation.links[0]?.outcome).toBe(message === null ? 'pass' : 'fail');
      if (message === null) expect(evaluation.outcome).toBe('trusted');
      else expect(evaluation.links[0]?.message).toBe(message);
    });

    it.each<[string, Forged, string | null]>([
      ['serverAuth', withExtensions(extendedKeyUsage(serverAuth), keyUsage(0)), null],
      ['keyEncipherment alone', withExtensions(keyUsage(2)), null],
      [
        'clientAuth alone',
        withExtensions(extendedKeyUsage(clientAuth)),
        'Not for server authentication: extendedKeyUsage has clientAuth alone',
      ],
      [
        'keyCertSign alone',
        withExtensions(keyUsage(5)),
        'Not for server authentication: keyUsage lacks digitalSignature and keyEncipherment',
      ],
    ])('is judged of a server with %s', (_what, certificate, message) => {
      const { evaluation } = evaluate({ certificate, purpose: 'server' });
      expect(evaluation.outcome).toBe(message === null ? 'trusted' : 'not-trusted');
      if (message !== null) expect(evaluation.links[0]?.message).toBe(message);
    });

    it('is not asked for where any will do', () => {
      const certificate = withExtensions(keyUsage(2), extendedKeyUsage(serverAuth));
      expect(failureOf({ certificate, purpose: 'any' })).toBeNull();
    });
  });
});
