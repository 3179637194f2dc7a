import { judge } from '#engine/judge/judge.ts';
import { savedAnswer } from '#engine/judge/saved-answer.ts';
import { certIdHashOf, createCertId } from '#pki/ocsp/cert-id.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import type { CertId, SingleResponse } from '#pki/ocsp/types.ts';
import { isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { isIssuedBy, isIssuerName } from '#pki/x509/issuance.ts';
import { serialNumberToText } from '#pki/x509/serial-number.ts';
import { summarizeCertificate } from '#pki/x509/summary.ts';
import type { JudgedAnswer, JudgedAt, ResponseJudgement } from '#shared/model/object-judgement.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { isOfIssuer } from './is-of-issuer.ts';

/** What an open response is judged by. */
export interface ResponseCircumstances {
  /** Every certificate that is loaded: subjects, issuers and responders are looked for among them. */
  readonly loaded: readonly Certificate[];
  readonly policy: Policy;
  readonly now: EpochMs;
  readonly judgedAt: JudgedAt;
}

/** The most answers of one response that are judged; more come from no responder that is known. */
const maxAnswers = 50;

/**
 * Judges a response that is open, for each certificate that is loaded, by the judge that servers are given. No
 * request is at hand, so no nonce is expected.
 */
export function judgeOpenResponse(
  octets: Uint8Array,
  { loaded, policy, now, judgedAt }: ResponseCircumstances,
): Omit<ResponseJudgement, 'agreements'> {
  const decoded = decodeResponse(octets);
  const unjudged = (problem: string, at = now) =>
    ({ kind: 'ocsp-response', at, problem, answers: [] }) as const;
  if (!decoded.ok) return unjudged(`It cannot be read: ${decoded.error.message}.`);
  const { basic, responseStatus } = decoded.value;
  if (basic === null) {
    return unjudged(
      responseStatus === 'successful'
        ? 'It holds no BasicOCSPResponse, so there is nothing to judge.'
        : `The responder gave no answer: it says ${responseStatus}. Such a response is not signed.`,
    );
  }
  const at = judgedAt === 'own' ? basic.producedAt : now;
  const plain: Policy = { ...policy, ocsp: 'enabled', nonce: 'omit' };
  const answers = basic.responses
    .slice(0, maxAnswers)
    .map((single) => judgeSingle(single, octets, { loaded, policy: plain, at }));
  return { kind: 'ocsp-response', at, problem: null, answers };
}

function judgeSingle(
  { certId, certStatus }: SingleResponse,
  octets: Uint8Array,
  by: { readonly loaded: readonly Certificate[]; readonly policy: Policy; readonly at: EpochMs },
): JudgedAnswer {
  const said = certStatus.status;
  const serialNumber = serialNumberToText(certId.serialNumber);
  const unjudged = { status: null, reason: null, checks: [] } as const;
  const found = subjectOf(certId, by.loaded);
  if (found === null) {
    const missing = 'No certificate with this serial number and issuer is loaded: open it as well.';
    return { serialNumber, said, subject: null, ...unjudged, missing };
  }
  const { certificate, issuer } = found;
  const { fingerprint, label } = summarizeCertificate(certificate);
  const subject = { fingerprint, label };
  if (issuer === null) {
    const missing = `The certificate that issued ${label} is not loaded: open it as well.`;
    return { serialNumber, said, subject, ...unjudged, missing };
  }
  const judgement = judge(
    {
      certificate,
      presentedChain: by.loaded.filter((one) => isIssuedBy(one, issuer)),
      trustAnchors: [issuer],
      purpose: 'any',
      answer: savedAnswer({ certificate, issuer, response: octets, request: null }),
      unanswered: null,
    },
    by.policy,
    by.at,
  );
  const { status, reason, verdict } = judgement;
  return {
    serialNumber,
    said,
    subject,
    status,
    reason,
    checks: verdict?.checks ?? [],
    missing: null,
  };
}

/** The loaded certificate that a CertID is about, and the one that issued it. */
function subjectOf(
  certId: CertId,
  loaded: readonly Certificate[],
): { readonly certificate: Certificate; readonly issuer: Certificate | null } | null {
  const hash = certIdHashOf(certId.hashAlgorithm);
  const candidates = loaded.filter(
    ({ serialNumber, issuer }) =>
      isSameOctets(serialNumber, certId.serialNumber) && isOfIssuer(certId, issuer),
  );
  let orphan: Certificate | null = null;
  for (const certificate of candidates) {
    const issuer = loaded.find(
      (one) => isIssuerName(certificate, one) && isIssuedBy(certificate, one),
    );
    if (issuer === undefined) {
      orphan ??= certificate;
      continue;
    }
    if (hash === null) continue;
    const own = createCertId(certificate, issuer, hash);
    if (isSameOctets(own.issuerKeyHash, certId.issuerKeyHash)) return { certificate, issuer };
  }
  return orphan === null ? null : { certificate: orphan, issuer: null };
}
