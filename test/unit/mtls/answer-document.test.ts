import { describe, expect, it } from 'vitest';
import { createAnswer } from '#mtls/answer-document.ts';
import type { FlowOutcome } from '#shared/flow/flow.ts';
import type { ConnectionFacts } from '#shared/flow/steps/certificate-presented.ts';
import { defaultPolicy } from '#shared/model/policy.ts';

const connection: ConnectionFacts = {
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  peerAddress: '127.0.0.1:50000',
  session: 'new',
  requestNumber: 1,
  clientGuess: 'curl',
};

const good: FlowOutcome = {
  decision: { outcome: 'allow', decidedBy: 'status' },
  status: 'good',
  reason: null,
  revocation: null,
  response: null,
  checks: [],
  fromCache: false,
  responderUri: 'http://ocsp.example/',
  durationMs: 3,
};

const answerTo = (changes: Partial<FlowOutcome>) => {
  const outcome = { ...good, ...changes };
  const answer = createAnswer({ flowId: 'f1', policy: defaultPolicy, outcome }, connection);
  return { ...answer, document: JSON.parse(answer.body) };
};

describe('createAnswer', () => {
  it('tells an admitted client what was decided', () => {
    const answer = answerTo({});
    expect(answer).toMatchObject({ status: 200, contentType: 'application/json' });
    expect(answer.document).toEqual({
      decision: { outcome: 'allow', decidedBy: 'status' },
      revocationStatus: 'good',
      reason: null,
      revocation: null,
      responderUri: 'http://ocsp.example/',
      fromCache: false,
      flowId: 'f1',
      connection: {
        protocol: 'TLSv1.3',
        cipher: 'TLS_AES_256_GCM_SHA384',
        session: 'new',
        requestNumber: 1,
      },
    });
  });

  it('tells a denied client why, as RFC 9457 has it', () => {
    const answer = answerTo({
      decision: { outcome: 'deny', decidedBy: 'status' },
      status: 'revoked',
      revocation: { time: Date.UTC(2026, 0, 1), reason: 'keyCompromise' },
    });
    expect(answer).toMatchObject({ status: 403, contentType: 'application/problem+json' });
    expect(answer.document).toMatchObject({
      type: 'tag:revoscope.invalid,2026:denied:revoked',
      title: 'Authentication denied',
      status: 403,
      detail: 'This certificate was revoked at 2026-01-01T00:00:00Z (keyCompromise).',
      instance: '/flows/f1',
      revocationStatus: 'revoked',
      revocation: { time: '2026-01-01T00:00:00Z', reason: 'keyCompromise' },
    });
  });

  it('names the responder’s own unknown and the fallback', () => {
    const decision = { outcome: 'deny', decidedBy: 'fallback' } as const;
    expect(answerTo({ decision, status: 'unknown' }).document).toMatchObject({
      type: 'tag:revoscope.invalid,2026:denied:unknown',
      detail: 'The responder does not know this certificate. Fallback is set to block.',
    });
  });

  it('names the reason of an indeterminate status and the fallback', () => {
    const decision = { outcome: 'deny', decidedBy: 'fallback' } as const;
    const reason = {
      code: 'connection-refused',
      message: 'Nothing listens there.',
      remedy: null,
      check: null,
    };
    expect(answerTo({ decision, status: 'indeterminate', reason }).document).toMatchObject({
      type: 'tag:revoscope.invalid,2026:denied:connection-refused',
      detail: 'Nothing listens there. Fallback is set to block.',
      reason: { code: 'connection-refused', message: 'Nothing listens there.' },
    });
  });
});
