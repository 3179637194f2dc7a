import type { Case } from '#shared/case/case.ts';
import { defaultPolicy } from '#shared/model/policy.ts';

/** A case with everything in it; its octets are no certificates. */
export function sampleCase(changes: Partial<Case> = {}): Case {
  const response = Uint8Array.of(0x30, 0x03, 0x0a, 0x01, 0x03);
  return {
    name: 'client at noon',
    notes: 'Denied at noon, allowed a minute later.',
    at: Date.UTC(2026, 0, 10, 12, 0, 0),
    clockOffsetMs: 0,
    purpose: 'client',
    certificate: Uint8Array.of(0x30, 0x01, 0x00),
    presentedChain: [Uint8Array.of(0x30, 0x02, 0x05, 0x00)],
    trustAnchors: [Uint8Array.of(0x30, 0x00)],
    answer: {
      issuer: Uint8Array.of(0x30, 0x00),
      hash: 'sha256',
      request: Uint8Array.of(0x30, 0x00),
      nonce: Uint8Array.of(1, 2, 3),
      asked: { method: 'POST', url: 'http://127.0.0.1:8888/' },
      http: {
        status: 200,
        statusText: 'OK',
        headers: [{ name: 'Content-Type', value: 'application/ocsp-response' }],
        contentType: 'application/ocsp-response',
        body: response,
        remoteAddress: '127.0.0.1:8888',
        timings: { lookedUp: null, connected: 1, secured: null, firstByte: 2.5, total: 3 },
        shared: false,
      },
      response,
      kept: null,
    },
    unanswered: null,
    policy: defaultPolicy,
    verdict: {
      status: 'indeterminate',
      reason: 'responder-try-later',
      decision: { outcome: 'deny', decidedBy: 'fallback' },
      revokedAt: null,
      checks: { 'response-status': 'fail' },
    },
    ...changes,
  };
}
