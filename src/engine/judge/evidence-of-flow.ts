import { createCertId } from '#pki/ocsp/cert-id.ts';
import { decodeRequest } from '#pki/ocsp/request.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificateCached } from '#pki/x509/decode-cached.ts';
import { nameToText } from '#pki/x509/name.ts';
import { readCase } from '#shared/case/case-file.ts';
import type { Flow, FlowStep } from '#shared/flow/flow.ts';
import type { CaseOpened } from '#shared/flow/steps/case-opened.ts';
import type { ChainBasis } from '#shared/flow/steps/chain-evaluated.ts';
import type { PresentedCertificate } from '#shared/model/certificate.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { evidenceOfCase } from './case-evidence.ts';
import type { Answer, Evidence, Unanswered } from './evidence.ts';

/** What one judgement of a flow rested on: that of the certificate, or of a CA above it. */
export interface FlowEvidence {
  readonly evidence: Evidence;
  readonly at: EpochMs;
}

/**
 * The evidence that a flow was judged on, so that it can be judged again anywhere: that of the certificate first,
 * then of each CA that was asked about. null where the flow does not hold it: it was stored before trust anchors
 * were recorded, or it is about a saved response, whose octets stay in their file.
 */
export function evidenceOfFlow({
  events,
  policy,
  source,
}: Pick<Flow, 'events' | 'policy' | 'source'>): readonly FlowEvidence[] | null {
  const steps = events.map(({ step }) => step);
  const opened = find(steps, 'case-opened');
  if (opened !== null) return evidenceOfOpenedCase(opened);
  const presented = find(steps, 'certificate-presented');
  const chain = find(steps, 'chain-evaluated');
  if (source === 'saved-response' || presented === null || chain === null) return null;
  const { basis, evaluation } = chain;
  if (basis === null) return null;
  const given = {
    presentedChain: presented.chain.map(certificateOf),
    trustAnchors: basis.trustAnchors.map(certificateOf),
    purpose: basis.purpose,
  };
  if (presented.certificate === null) {
    if (evaluation.outcome === 'trusted') return null;
    const nothing = { answer: null, unanswered: null };
    return [{ evidence: { ...given, ...nothing, certificate: evaluation.failure }, at: basis.at }];
  }
  const own = { certificate: presented.certificate, issuer: chain.issuer };
  const [first = [], ...above] = partsOf(steps);
  return [
    readPart(first, own, { given, basis, policy }),
    ...above.map((part) => {
      const ca = find(part, 'intermediate-reached') ?? own;
      return readPart(part, ca, { given: { ...given, purpose: 'any' }, basis, policy });
    }),
  ];
}

/** What was opened from a file was judged on that file alone, and is so again. */
function evidenceOfOpenedCase({ octets, at }: CaseOpened): readonly FlowEvidence[] {
  const kept = readCase(new TextDecoder().decode(octets));
  if (!kept.ok) throw new Error(`the case of the flow: ${kept.error.message}`);
  const evidence = evidenceOfCase(kept.value);
  if (!evidence.ok) throw new Error(`${evidence.error.field}: ${evidence.error.error.message}`);
  return [{ evidence: evidence.value, at }];
}

interface Context {
  readonly given: Pick<Evidence, 'presentedChain' | 'trustAnchors' | 'purpose'>;
  readonly basis: ChainBasis;
  readonly policy: Policy;
}

interface Subject {
  readonly certificate: PresentedCertificate;
  readonly issuer: PresentedCertificate | null;
}

function readPart(
  part: readonly FlowStep[],
  subject: Subject,
  { given, basis, policy }: Context,
): FlowEvidence {
  const certificate = certificateOf(subject.certificate);
  const issuer = subject.issuer === null ? null : certificateOf(subject.issuer);
  // Where several responders were asked in turn, the last one was judged.
  const attempt = part.slice(part.findLastIndex(({ type }) => type === 'responder-uri-chosen') + 1);
  const answer = issuer === null ? null : readAnswer(attempt, { certificate, issuer, policy });
  const unanswered = answer === null ? readUnanswered(attempt, certificate) : null;
  const at = find(attempt, 'checks-completed')?.at ?? basis.at;
  return { evidence: { ...given, certificate, answer, unanswered }, at };
}

function readAnswer(
  attempt: readonly FlowStep[],
  by: { readonly certificate: Certificate; readonly issuer: Certificate; readonly policy: Policy },
): Answer | null {
  const { certificate, issuer, policy } = by;
  const question = { issuer, certId: createCertId(certificate, issuer, policy.hash) };
  const lookUp = find(attempt, 'cache-looked-up');
  if (lookUp?.outcome === 'hit') {
    const { entry, response, request } = lookUp;
    const isHeld = entry.expiryCause === 'held-past-next-update';
    const hold = isHeld ? policy.cache.hold : 'until-next-update';
    const kept = { since: entry.storedAt, hold };
    return { ...question, request, nonce: nonceOf(request), http: null, response, kept };
  }
  const received = find(attempt, 'response-received');
  if (received === null) return null;
  const sent = find(attempt, 'request-sent')?.request ?? null;
  const asked = sent === null ? null : { method: sent.method, url: sent.url };
  const request = sent?.ocspRequest ?? null;
  const http = received.response;
  const came = { request, nonce: nonceOf(request), http, response: http.body, kept: null };
  return { ...question, ...came, asked };
}

function nonceOf(request: Uint8Array | null): Uint8Array | null {
  const decoded = request === null ? null : decodeRequest(request);
  return decoded?.ok === true ? decoded.value.nonce : null;
}

function readUnanswered(attempt: readonly FlowStep[], certificate: Certificate): Unanswered | null {
  const failed = find(attempt, 'exchange-failed');
  if (failed !== null) return failed.error;
  if (find(attempt, 'responder-uri-missing') !== null) return { code: 'no-responder-uri' };
  const code = find(attempt, 'status-concluded')?.reason?.code;
  return code === 'issuer-not-at-hand' ? { code, issuer: nameToText(certificate.issuer) } : null;
}

/** The steps about the certificate, then those about each CA above it. */
function partsOf(steps: readonly FlowStep[]): readonly (readonly FlowStep[])[] {
  const starts = steps.flatMap(({ type }, index) =>
    type === 'intermediate-reached' ? [index] : [],
  );
  return [0, ...starts].map((start, index) => steps.slice(start, starts[index]));
}

function find<T extends FlowStep['type']>(
  steps: readonly FlowStep[],
  type: T,
): Extract<FlowStep, { readonly type: T }> | null {
  const isOfType = (step: FlowStep): step is Extract<FlowStep, { readonly type: T }> =>
    step.type === type;
  return steps.find(isOfType) ?? null;
}

/** A flow holds what was decoded before it was written down. */
function certificateOf({ der }: PresentedCertificate): Certificate {
  const decoded = decodeCertificateCached(der);
  if (!decoded.ok) throw new Error(`a certificate of the flow: ${decoded.error.message}`);
  return decoded.value;
}
