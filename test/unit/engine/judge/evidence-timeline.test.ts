import { describe, expect, it } from 'vitest';
import { timelineOf } from '#engine/judge/evidence-timeline.ts';
import { createCertId } from '#pki/ocsp/cert-id.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { answer, at, client, day, hour, issuer, root } from '../../../support/ocsp-builder.ts';
import { createTestKeys, issueCertificate } from '../../../support/test-certificate.ts';

describe('timelineOf', () => {
  it('finds the flips of an answer among the trust anchors of a large store', () => {
    const keys = createTestKeys();
    const strangers = Array.from({ length: 150 }, (_, i) => {
      const validity = { notBefore: at - (400 - i) * day, notAfter: at - (200 - i) * day };
      return issueCertificate({ commonName: `Stranger ${i}`, keys, ...validity }).certificate;
    });
    const [certificate, ca] = [client.certificate, issuer.certificate];
    const certId = createCertId(certificate, ca, 'sha1');
    const exchanged = { request: null, nonce: null, http: null, kept: null };
    const timeline = timelineOf(
      {
        certificate,
        presentedChain: [ca],
        trustAnchors: [...strangers, root.certificate],
        purpose: 'client',
        answer: { issuer: ca, certId, response: answer(), ...exchanged },
        unanswered: null,
      },
      { ...defaultPolicy, skewSeconds: 300 },
      at,
    );
    // As the answer is made: an hour old, with a day to go; the skew is allowed at both ends.
    expect(timeline.flips.map(({ at: flip, to }) => [flip, to.status])).toEqual(
      expect.arrayContaining([
        [at - hour - 300_000, 'good'],
        [at + day + 300_000, 'indeterminate'],
      ]),
    );
  });
});
