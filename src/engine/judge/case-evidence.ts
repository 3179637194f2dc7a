import type { DerError } from '#pki/der/error.ts';
import { createCertId } from '#pki/ocsp/cert-id.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificateCached } from '#pki/x509/decode-cached.ts';
import type { Case, CaseAnswer, CaseVerdict } from '#shared/case/case.ts';
import type { FlowOutcome } from '#shared/flow/flow.ts';
import type { Policy } from '#shared/model/policy.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { Answer, Evidence } from './evidence.ts';

/** A certificate of a case that cannot be read: which, and where reading stopped. */
export interface CaseCertificateError {
  /** `certificate`, `presentedChain[0]`, `trustAnchors[2]`, `answer.issuer`. */
  readonly field: string;
  readonly error: DerError;
}

/** What a case is made of beside its evidence. */
export interface CaseContext {
  readonly name: string;
  readonly notes: string;
  readonly at: EpochMs;
  readonly clockOffsetMs: number;
  readonly policy: Policy;
  readonly outcome: OutcomeOnEvidence;
}

/** What an outcome says of its evidence. */
type OutcomeOnEvidence = Pick<
  FlowOutcome,
  'status' | 'reason' | 'decision' | 'revocation' | 'checks'
>;

/** Puts evidence and the verdict on it into a case. */
export function caseOf(evidence: Evidence, context: CaseContext): Case {
  const { certificate, answer } = evidence;
  const { name, notes, at, clockOffsetMs, policy, outcome } = context;
  return {
    name,
    notes,
    at,
    clockOffsetMs,
    purpose: evidence.purpose,
    certificate: 'der' in certificate ? certificate.der : certificate,
    presentedChain: evidence.presentedChain.map(({ der }) => der),
    trustAnchors: evidence.trustAnchors.map(({ der }) => der),
    answer: answer === null ? null : caseAnswerOf(answer),
    unanswered: evidence.unanswered,
    policy,
    verdict: caseVerdictOf(outcome),
  };
}

function caseAnswerOf({ issuer, certId, ...answer }: Answer): CaseAnswer {
  return { ...answer, asked: answer.asked ?? null, issuer: issuer.der, hash: certId.hash };
}

/** What of an outcome a case keeps, and two verdicts are compared by. */
export function caseVerdictOf({
  status,
  reason,
  decision,
  revocation,
  checks,
}: OutcomeOnEvidence): CaseVerdict {
  return {
    status,
    reason: reason?.code ?? null,
    decision,
    revokedAt: revocation?.time ?? null,
    checks: Object.fromEntries(checks.map(({ id, outcome }) => [id, outcome])),
  };
}

/** The evidence in a case, its certificates read. */
export function evidenceOfCase(read: Case): Result<Evidence, CaseCertificateError> {
  const chain = readAll('presentedChain', read.presentedChain);
  if (!chain.ok) return chain;
  const anchors = readAll('trustAnchors', read.trustAnchors);
  if (!anchors.ok) return anchors;
  const common = {
    presentedChain: chain.value,
    trustAnchors: anchors.value,
    purpose: read.purpose,
    unanswered: read.unanswered,
  };
  if (!(read.certificate instanceof Uint8Array)) {
    return ok({ ...common, certificate: read.certificate, answer: null });
  }
  const certificate = readOne('certificate', read.certificate);
  if (!certificate.ok) return certificate;
  if (read.answer === null) return ok({ ...common, certificate: certificate.value, answer: null });
  const issuer = readOne('answer.issuer', read.answer.issuer);
  if (!issuer.ok) return issuer;
  const { hash, ...answer } = read.answer;
  const certId = createCertId(certificate.value, issuer.value, hash);
  return ok({
    ...common,
    certificate: certificate.value,
    answer: { ...answer, issuer: issuer.value, certId },
  });
}

function readOne(field: string, der: Uint8Array): Result<Certificate, CaseCertificateError> {
  const decoded = decodeCertificateCached(der);
  return decoded.ok ? decoded : err({ field, error: decoded.error });
}

function readAll(
  field: string,
  list: readonly Uint8Array[],
): Result<readonly Certificate[], CaseCertificateError> {
  const certificates: Certificate[] = [];
  for (const [index, der] of list.entries()) {
    const read = readOne(`${field}[${index}]`, der);
    if (!read.ok) return read;
    certificates.push(read.value);
  }
  return ok(certificates);
}
