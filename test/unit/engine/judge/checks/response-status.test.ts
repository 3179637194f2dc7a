import { describe, expect, it } from 'vitest';
import { verifyResponse } from '#engine/judge/verify-response.ts';
import { encodeErrorResponse } from '#pki/ocsp/encode-response.ts';
import { judge, outline, question, resultOf } from '../../../../support/ocsp-builder.ts';

describe('response-status', () => {
  it('passes where the responder answered successful', () => {
    expect(resultOf(judge(), 'response-status')).toMatchObject({
      outcome: 'pass',
      citation: 'RFC 6960 §4.2.1',
      evidence: { responseStatus: 'successful' },
    });
  });

  it.each([
    ['malformedRequest', 'responder-malformed-request'],
    ['internalError', 'responder-internal-error'],
    ['tryLater', 'responder-try-later'],
    ['sigRequired', 'responder-sig-required'],
    ['unauthorized', 'responder-unauthorized'],
  ] as const)('fails for %s as %s, and nothing else is judged', (status, code) => {
    const verdict = verifyResponse(question(encodeErrorResponse(status)));
    expect(verdict).toMatchObject({
      status: 'indeterminate',
      reason: { code, check: 'response-status' },
      revocation: null,
      summary: null,
      single: null,
      signer: null,
      signerNotAfter: null,
    });
    expect(verdict.reason?.message).toContain(`"${status}"`);
    expect(verdict.checks.slice(1).map(({ outcome }) => outcome)).toEqual(
      verdict.checks.slice(1).map(() => 'not-run'),
    );
    expect(outline(verdict).troubles['response-status']).toBe('fail');
  });
});
