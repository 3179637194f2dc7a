import { describe, expect, it } from 'vitest';
import { describeVerdict } from '#shared/flow/describe-verdict.ts';
import {
  answeredFlow,
  chainHolds,
  presented,
  requestSent,
  sampleCheck,
  sampleEntry,
  sampleFlow,
  sampleOutcome,
  timed,
  uriFromAia,
} from '../../../support/flow-samples.ts';

const hit = {
  type: 'cache-looked-up',
  outcome: 'hit',
  entry: sampleEntry(),
  response: new Uint8Array(),
  request: null,
} as const;
const byFallback = (outcome: 'allow' | 'deny') => ({ outcome, decidedBy: 'fallback' }) as const;

describe('describeVerdict', () => {
  it('says of a revoked certificate when and why, and that fallback does not apply', () => {
    expect(describeVerdict(answeredFlow('revoked'))).toEqual({
      tone: 'revoked',
      mark: 'denied',
      subject: 'client',
      heading: 'A server would keep it out',
      sentence:
        'The responder 127.0.0.1:8080 says this certificate was revoked on 2026-11-21 09:14 UTC (keyCompromise). Fallback does not apply to a verified answer.',
      emphasis: 'revoked',
      client: 'No client was connected: you asked in its place.',
      remedy: null,
    });
  });

  it('says of a check of a good certificate what a server would do', () => {
    const verdict = describeVerdict(answeredFlow('good'));
    expect(verdict.heading).toBe('A server would let it in');
    expect(verdict.tone).toBe('good');
    expect(verdict.sentence).toContain('says this certificate is good.');
  });

  it('names the client first, and its program, and says that it was authenticated', () => {
    const connection = {
      protocol: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
      peerAddress: '127.0.0.1:5',
      session: 'new',
      requestNumber: 1,
      clientGuess: 'curl',
    } as const;
    const flow = sampleFlow(timed({ ...presented, connection }), { source: 'mtls' });
    expect(describeVerdict(flow)).toMatchObject({
      subject: 'client, probably curl',
      heading: 'Authentication completed',
    });
  });

  it('says that the answer was kept where an earlier responder gave none', () => {
    const miss = { type: 'cache-looked-up', outcome: 'miss', cause: { code: 'none' } } as const;
    const flow = sampleFlow(timed(presented, uriFromAia, miss, requestSent, uriFromAia, hit), {
      outcome: sampleOutcome({ fromCache: true }),
    });
    expect(describeVerdict(flow).sentence).toMatch(/cache/);
  });

  it('says when the server asks again where the answer was kept', () => {
    const flow = sampleFlow(timed(presented, hit), { outcome: sampleOutcome({ fromCache: true }) });
    expect(describeVerdict(flow).sentence).toMatch(/This server asks again at \d\d:\d\d:\d\d\.$/);
  });

  it('says the age of a cached answer instead of naming a responder that was not asked', () => {
    const flow = sampleFlow(timed(presented, chainHolds, uriFromAia, hit), {
      outcome: sampleOutcome({ fromCache: true }),
    });
    expect(describeVerdict(flow).sentence).toMatch(/^An answer kept in the cache for 10 min says/);
  });

  it('tells the responder’s unknown from our indeterminate', () => {
    const unknown = sampleFlow(timed(presented), {
      outcome: sampleOutcome({ status: 'unknown', decision: byFallback('deny') }),
    });
    const indeterminate = sampleFlow(timed(presented), {
      outcome: sampleOutcome({
        status: 'indeterminate',
        decision: byFallback('deny'),
        reason: {
          code: 'connection-refused',
          message: 'nothing listens',
          remedy: 'Start it.',
          check: null,
        },
      }),
    });
    expect(describeVerdict(unknown)).toMatchObject({ tone: 'unknown', emphasis: 'unknown' });
    expect(describeVerdict(unknown).sentence).toContain('does not know serial 0x1F4');
    expect(describeVerdict(indeterminate)).toMatchObject({
      tone: 'indeterminate',
      sentence:
        'There is no answer to trust. Nothing listens. Fallback is set to block, so the client would be kept out.',
      remedy: 'Start it.',
    });
  });

  it('names the first failing check of an indeterminate status', () => {
    const flow = sampleFlow(timed(presented), {
      outcome: sampleOutcome({
        status: 'indeterminate',
        decision: byFallback('deny'),
        checks: [sampleCheck('signature', { outcome: 'fail', title: 'Signature verifies' })],
        reason: {
          code: 'signature-invalid',
          message: 'It does not.',
          remedy: null,
          check: 'signature',
        },
      }),
    });
    expect(describeVerdict(flow).sentence).toMatch(
      /^The check “Signature verifies” failed\. It does not\./,
    );
  });

  it('says that fallback lets the client in where it is set to allow', () => {
    const flow = sampleFlow(timed(presented), {
      policy: { fallback: 'allow' },
      outcome: sampleOutcome({ status: 'unknown', decision: byFallback('allow') }),
    });
    expect(describeVerdict(flow)).toMatchObject({
      heading: 'A server would let it in',
      tone: 'unknown',
    });
    expect(describeVerdict(flow).sentence).toContain(
      'Fallback is set to allow, so the client would be let in.',
    );
  });

  it('says that a failed chain was decided before OCSP was asked', () => {
    const flow = sampleFlow(timed(presented), {
      outcome: sampleOutcome({
        status: null,
        decision: { outcome: 'deny', decidedBy: 'chain' },
        reason: {
          code: 'certificate-expired',
          message: 'It expired.',
          remedy: 'Renew it.',
          check: null,
        },
      }),
    });
    expect(describeVerdict(flow)).toMatchObject({
      tone: 'revoked',
      mark: 'denied',
      sentence: 'It expired. OCSP was not asked.',
      remedy: 'Renew it.',
    });
  });

  it('says that nobody was asked where OCSP is not enabled', () => {
    const flow = sampleFlow(timed(presented), {
      outcome: sampleOutcome({
        status: null,
        decision: { outcome: 'allow', decidedBy: 'ocsp-not-enabled' },
      }),
    });
    expect(describeVerdict(flow)).toMatchObject({
      tone: 'none',
      mark: 'completed',
      emphasis: 'not enabled',
    });
  });

  it('explains extended revocation in words', () => {
    const flow = sampleFlow(timed(presented), {
      outcome: sampleOutcome({
        status: 'revoked',
        decision: { outcome: 'deny', decidedBy: 'status' },
        revocation: { time: 0, reason: 'certificateHold' },
      }),
    });
    expect(describeVerdict(flow).sentence).toContain('certificates that were never issued');
  });

  it('says what the client saw where one was connected', () => {
    const answered = {
      type: 'client-answered',
      answer: { kind: 'http', status: 403, statusText: 'Forbidden' },
    } as const;
    const flow = sampleFlow(timed(presented, answered), { source: 'mtls' });
    expect(describeVerdict(flow).client).toBe('The client received HTTP 403 Forbidden.');
  });

  it('describes a running flow by the step it has reached', () => {
    const flow = sampleFlow(timed(presented, chainHolds, uriFromAia, requestSent), {
      outcome: null,
    });
    expect(describeVerdict(flow)).toMatchObject({
      mark: 'running',
      heading: 'Checking…',
      sentence: 'Waiting for the responder 127.0.0.1:8080 to answer.',
    });
  });

  it('says of a cancelled check what the fallback would have done', () => {
    const flow = sampleFlow(timed(presented), {
      outcome: sampleOutcome({
        status: 'indeterminate',
        decision: byFallback('deny'),
        reason: { code: 'cancelled', message: 'cancelled', remedy: null, check: null },
        durationMs: 1_500,
      }),
    });
    expect(describeVerdict(flow)).toMatchObject({
      mark: 'cancelled',
      heading: 'Check cancelled',
      sentence:
        'You cancelled it after 1.5 s, before there was an answer. With fallback block, the client would be kept out.',
    });
  });
});
