import { describe, expect, it } from 'vitest';
import type { Extension } from '#pki/x509/certificate.ts';
import {
  at,
  day,
  failing,
  goodWith,
  judge,
  outline,
  policy,
  resultOf,
  single,
} from '../../../../support/ocsp-builder.ts';

/** A nonce in extnValue without an OCTET STRING of its own, as responders sent it before RFC 6960. */
const bareNonce: Extension = {
  oid: '1.3.6.1.5.5.7.48.1.2',
  critical: false,
  value: Uint8Array.of(1, 2, 3),
};
const revoked = single({
  certStatus: {
    status: 'revoked',
    revocation: { time: at - day, reason: 'unrecognised reason 7' },
  },
});

describe('encoding', () => {
  it('passes for strict DER', () => {
    expect(resultOf(judge(), 'encoding')).toMatchObject({ outcome: 'pass', evidence: {} });
  });

  it('warns of a nonce of another form, names field and clause, and the status stands', () => {
    const verdict = judge({ extensions: [bareNonce] });
    expect(outline(verdict)).toEqual(goodWith('encoding', 'nonce'));
    expect(resultOf(verdict, 'encoding').message).toMatch(/Nonce \(RFC 9654 §2\.1\)/);
  });

  it('fails where the policy says so', () => {
    const verdict = judge({ extensions: [bareNonce] }, policy({ encoding: 'fail' }));
    expect(verdict.reason).toMatchObject({ code: 'encoding-not-strict', check: 'encoding' });
    expect(outline(verdict).troubles).toMatchObject(
      failing('encoding', 'encoding-not-strict').troubles,
    );
  });

  it.each(['warn', 'fail'] as const)(
    'never loses a revocation, with the policy "%s"',
    (encoding) => {
      const verdict = judge({ responses: [revoked] }, policy({ encoding }));
      expect([verdict.status, resultOf(verdict, 'encoding').outcome]).toEqual(['revoked', 'warn']);
    },
  );
});
