import { describe, expect, it } from 'vitest';
import { judgeSaved } from '#engine/ask/judge-saved.ts';
import { savedAnswer } from '#engine/judge/saved-answer.ts';
import { createCertId } from '#pki/ocsp/cert-id.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { FlowEvent } from '#shared/flow/flow.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { verdictWords } from '../../../support/engine.ts';
import {
  answer,
  at,
  client,
  day,
  delegate,
  hour,
  issuer,
  root,
  single,
} from '../../../support/ocsp-builder.ts';
import { issueCertificate } from '../../../support/test-certificate.ts';

/** What differs from the usual case: the issuer is trusted, the answer good. */
interface Changes {
  readonly certificate?: Certificate;
  readonly issuer?: Certificate;
  readonly trustAnchors?: readonly Certificate[];
  readonly response?: Uint8Array;
  readonly nonce?: Uint8Array;
  readonly policy?: Policy;
  readonly at?: EpochMs;
}

function verify(changes: Changes = {}) {
  const events: FlowEvent[] = [];
  const { certificate = client.certificate, issuer: by = issuer.certificate } = changes;
  const response = changes.response ?? answer();
  const saved = savedAnswer({ certificate, issuer: by, response, request: null });
  const outcome = judgeSaved(
    {
      evidence: {
        certificate,
        presentedChain: [],
        trustAnchors: changes.trustAnchors ?? [by],
        purpose: 'any',
        answer: { ...saved, nonce: changes.nonce ?? null },
        unanswered: null,
      },
      policy: changes.policy ?? defaultPolicy,
      at: changes.at ?? at,
    },
    { clock: { now: () => 0, monotonic: () => 0 }, emit: (event) => events.push(event) },
  );
  return { outcome, steps: events.map(({ step }) => step.type), events };
}

const revoked = single({
  certStatus: { status: 'revoked', revocation: { time: at - day, reason: 'keyCompromise' } },
});

describe('a saved response', () => {
  it.each<[string, Changes, string, string]>([
    ['that is good', {}, 'good', 'allow by status'],
    ['of a delegate', { response: answer({ signer: delegate }) }, 'good', 'allow by status'],
    [
      'that says revoked',
      { response: answer({ responses: [revoked] }) },
      'revoked keyCompromise',
      'deny by status',
    ],
    [
      'that says unknown, with fallback allow',
      {
        response: answer({ responses: [single({ certStatus: { status: 'unknown' } })] }),
        policy: { ...defaultPolicy, fallback: 'allow' },
      },
      'unknown',
      'allow by fallback',
    ],
    [
      'that is forged',
      { response: answer({ signature: 'corrupt' }) },
      'indeterminate signature-invalid',
      'deny by fallback',
    ],
    [
      'that is none',
      { response: Uint8Array.of(1) },
      'indeterminate response-malformed',
      'deny by fallback',
    ],
    ['judged too late', { at: at + 2 * day }, 'indeterminate response-expired', 'deny by fallback'],
    [
      'without the nonce that is required',
      { policy: { ...defaultPolicy, nonce: 'require' }, nonce: new Uint8Array(32) },
      'indeterminate nonce-missing',
      'deny by fallback',
    ],
    [
      'with a CertID of another hash than the policy has, as nobody knows the question',
      {
        response: answer({
          responses: [
            single({ certId: createCertId(client.certificate, issuer.certificate, 'sha256') }),
          ],
        }),
      },
      'good',
      'allow by status',
    ],
    [
      'beside an issuer that did not issue the certificate',
      { issuer: root.certificate },
      'indeterminate issuer-mismatch',
      'deny by chain',
    ],
  ])('%s', (_what, changes, words, decided) => {
    const { outcome } = verify(changes);
    const { decision } = outcome;
    expect([verdictWords(outcome), `${decision.outcome} by ${decision.decidedBy}`]).toEqual([
      words,
      decided,
    ]);
  });

  it('tells its steps in order, and asks nobody', () => {
    expect(verify().steps).toEqual([
      'certificate-presented',
      'chain-evaluated',
      'checks-completed',
      'status-concluded',
      'decision-made',
    ]);
    expect(verify({ response: Uint8Array.of(1) }).steps).toEqual([
      'certificate-presented',
      'chain-evaluated',
      'response-rejected',
      'status-concluded',
      'decision-made',
    ]);
  });

  it('keeps its status where the chain fails, and the chain decides', () => {
    const expired = issueCertificate({ commonName: 'Old', issuer, notAfter: at + hour });
    const certId = createCertId(expired.certificate, issuer.certificate, 'sha1');
    const { outcome, events } = verify({
      certificate: expired.certificate,
      response: answer({ responses: [single({ certId, nextUpdate: at + 10 * day })] }),
      at: at + 2 * hour,
    });
    expect(outcome).toMatchObject({
      status: 'good',
      decision: { outcome: 'deny', decidedBy: 'chain' },
      reason: { code: 'certificate-expired' },
    });
    expect(events.at(-1)?.step).toMatchObject({ type: 'decision-made', fallback: null });
  });
});
