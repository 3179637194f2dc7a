import { describe, expect, it } from 'vitest';
import { verifyResponse } from '#engine/judge/verify-response.ts';
import { encodeOcspResponse } from '#pki/ocsp/encode-response.ts';
import { judge, question, resultOf } from '../../../../support/ocsp-builder.ts';

describe('response-type', () => {
  it('passes for a basic response', () => {
    expect(resultOf(judge(), 'response-type')).toMatchObject({
      outcome: 'pass',
      evidence: { responseType: '1.3.6.1.5.5.7.48.1.1' },
    });
  });

  it('fails for another response type and names it', () => {
    const responseBytes = { responseType: '1.3.6.1.4.1.99999.7', response: Uint8Array.of(5, 0) };
    const der = encodeOcspResponse({ responseStatus: 'successful', responseBytes });
    const { status, reason } = verifyResponse(question(der));
    expect({ status, code: reason?.code, check: reason?.check }).toEqual({
      status: 'indeterminate',
      code: 'response-type-unsupported',
      check: 'response-type',
    });
    expect(reason?.message).toContain('1.3.6.1.4.1.99999.7');
  });

  it('fails where the responder says successful and sends nothing', () => {
    const der = encodeOcspResponse({ responseStatus: 'successful', responseBytes: null });
    const { status, reason } = verifyResponse(question(der));
    expect({ status, code: reason?.code, check: reason?.check }).toEqual({
      status: 'indeterminate',
      code: 'response-bytes-missing',
      check: 'response-type',
    });
  });
});
