import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Check } from '#engine/judge/checks/check.ts';
import { checks } from '#engine/judge/checks/registry.ts';
import { type ResponseQuestion, verifyResponse } from '#engine/judge/verify-response.ts';
import { createCertId } from '#pki/ocsp/cert-id.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import type { SingleResponse } from '#pki/ocsp/types.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { checkIds } from '#shared/model/verdict.ts';
import {
  type AnswerOptions,
  answer,
  at,
  client,
  day,
  delegate,
  hour,
  issuer,
  question,
  root,
  single,
} from '../support/ocsp-builder.ts';
import { mutated, responseData } from '../support/ocsp-messages.ts';
import { issueCertificate, testExtensions } from '../support/test-certificate.ts';

const { ca, ocspSigning, noCheck } = testExtensions;
const signers = {
  issuer,
  delegate,
  root,
  client,
  stranger: issueCertificate({ commonName: 'Stranger', extensions: [ocspSigning] }),
  twin: issueCertificate({ commonName: 'Test CA', extensions: [ca] }),
  withoutPurpose: issueCertificate({ commonName: 'No purpose', issuer, extensions: [noCheck] }),
  withoutNoCheck: issueCertificate({
    commonName: 'To be checked',
    issuer,
    extensions: [ocspSigning],
  }),
};
const mayAnswer: ReadonlySet<unknown> = new Set([issuer, delegate, signers.withoutNoCheck]);

const someSingle: fc.Arbitrary<SingleResponse> = fc
  .record({
    subject: fc.constantFrom(client, delegate),
    hash: fc.constantFrom('sha1', 'sha256'),
    certStatus: fc.constantFrom<SingleResponse['certStatus']>(
      { status: 'good' },
      { status: 'unknown' },
      { status: 'revoked', revocation: { time: at - day, reason: 'keyCompromise' } },
    ),
    thisUpdate: fc.integer({ min: -48, max: 2 }).map((hours) => at + hours * hour),
    nextUpdate: fc.option(
      fc.integer({ min: -24, max: 48 }).map((hours) => at + hours * hour),
      { nil: null },
    ),
  })
  .map(({ subject, hash, ...rest }) =>
    single({ ...rest, certId: createCertId(subject.certificate, issuer.certificate, hash) }),
  );

const nonces = fc.constantFrom(null, new Uint8Array(32), Uint8Array.of(7));

/** Answers right and wrong, asked under policies lax and strict. */
const exchange = fc
  .record({
    signer: fc.constantFrom(...Object.values(signers)),
    responderId: fc.constantFrom('name', 'key'),
    signature: fc.oneof(
      { weight: 6, arbitrary: fc.constant('valid' as const) },
      fc.constant('corrupt' as const),
    ),
    version: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.constant(1)),
    responses: fc.oneof(
      { weight: 3, arbitrary: fc.constant([single()]) },
      fc.array(someSingle, { maxLength: 3 }),
    ),
    returned: nonces,
    sent: nonces,
    mode: fc.constantFrom('omit', 'send', 'require'),
    configured: fc.constantFrom(null, delegate.certificate, signers.stranger.certificate),
  })
  .map(({ returned, sent, mode, configured, ...made }) => {
    const options: AnswerOptions = { ...made, ...(returned === null ? {} : { nonce: returned }) };
    const asked: ResponseQuestion = question(answer(options), {
      nonce: sent,
      responderCertificate: configured,
      policy: { ...defaultPolicy, nonce: mode },
    });
    return { made, configured, asked };
  });

describe('verifyResponse', () => {
  it('runs every check, and any that fails makes the status indeterminate, the first giving the reason', () => {
    fc.assert(
      fc.property(exchange, ({ asked }) => {
        const { status, reason, revocation, checks: results } = verifyResponse(asked);
        expect(results.map(({ id }) => id)).toEqual(checkIds);
        const failed = results.find(({ outcome }) => outcome === 'fail');
        expect(status === 'indeterminate').toBe(failed !== undefined);
        expect(reason?.check).toBe(failed?.id);
        expect(reason?.message).toBe(failed?.message);
        expect(revocation === null).toBe(status !== 'revoked');
        const check = checks.find(({ id }) => id === failed?.id);
        if (reason !== null) expect(check?.failureCodes).toContain(reason.code);
      }),
      { numRuns: 600 },
    );
  });

  it('never concludes from an answer that nobody with the right to it signed', () => {
    fc.assert(
      fc.property(exchange, ({ made, configured, asked }) => {
        const isPinned = configured === made.signer.certificate;
        const isSigned = made.signature === 'valid' && (mayAnswer.has(made.signer) || isPinned);
        if (!isSigned) expect(verifyResponse(asked).status).toBe('indeterminate');
      }),
      { numRuns: 600 },
    );
  });

  it('concludes the strictest status that the answer gives for the certificate, or nothing', () => {
    fc.assert(
      fc.property(exchange, ({ made, asked }) => {
        const { status } = verifyResponse(asked);
        if (status === 'indeterminate') return;
        const given = made.responses
          .filter(({ certId }) => certId.serialNumber === client.certificate.serialNumber)
          .map(({ certStatus }) => certStatus.status);
        const strictest = (['revoked', 'unknown', 'good'] as const).find((one) =>
          given.includes(one),
        );
        expect(status).toBe(strictest);
      }),
      { numRuns: 400 },
    );
  });

  it('is never improved by a check that fails: it then gives no status at all', () => {
    const der = answer({ signer: delegate });
    for (const [index, broken] of checks.entries()) {
      const registry: Check[] = [...checks];
      registry[index] = {
        ...broken,
        run: () => ({
          outcome: 'fail',
          code: 'signature-invalid',
          message: 'Broken.',
          remedy: null,
          evidence: {},
        }),
      };
      const verdict = verifyResponse(question(der), registry);
      expect(verdict).toMatchObject({
        status: 'indeterminate',
        reason: { check: broken.id },
        revocation: null,
      });
    }
    expect(verifyResponse(question(der)).status).toBe('good');
  });

  it('gives no status for forged octets: any signed octet that changes spoils the answer', () => {
    const ders = [
      answer(),
      answer({ signer: delegate, responderId: 'key' }),
      answer({
        responses: [
          single({
            certStatus: { status: 'revoked', revocation: { time: at - day, reason: null } },
          }),
        ],
      }),
    ];
    for (const der of ders) {
      const original = verifyResponse(question(der)).status;
      fc.assert(
        fc.property(mutated(der), (bytes) => {
          const decoded = decodeResponse(bytes);
          if (!decoded.ok) return;
          const { status } = verifyResponse({ ...question(der), response: decoded.value });
          const basic = decodeResponse(der);
          const isSameAnswer =
            basic.ok &&
            Buffer.compare(
              basic.value.basic?.tbsResponseData ?? bytes,
              decoded.value.basic?.tbsResponseData ?? der,
            ) === 0;
          // Certificates that come along unsigned may be damaged where another one does; the answer may not.
          expect(status).toBe(
            isSameAnswer && status !== 'indeterminate' ? original : 'indeterminate',
          );
        }),
        { numRuns: 1_500 },
      );
    }
  });

  it('judges any response without a throw', () => {
    fc.assert(
      fc.property(responseData, (data) => {
        const verdict = verifyResponse(question(answer({ ...data, signature: 'valid' })));
        expect(verdict.status).toBe('indeterminate');
      }),
      { numRuns: 200 },
    );
  });
});
