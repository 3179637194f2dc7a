import { matchSingles } from '#engine/judge/checks/match-singles.ts';
import type { Evidence } from '#engine/judge/evidence.ts';
import { evidenceOfFlow } from '#engine/judge/evidence-of-flow.ts';
import { timelineOf, timelineOfParts } from '#engine/judge/evidence-timeline.ts';
import { savedAnswer } from '#engine/judge/saved-answer.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import { isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { Policy } from '#shared/model/policy.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { TimelineReport, TimelineSubject } from '#shared/model/timeline.ts';
import type { WorkbenchError } from './error.ts';
import type { Flows } from './flows.ts';
import type { LoadedCertificates } from './objects/loaded-certificates.ts';
import type { OpenObjects } from './objects/open-objects.ts';

interface Desk {
  readonly flows: Flows;
  readonly certificates: LoadedCertificates;
  readonly objects: OpenObjects;
  readonly policy: () => Policy;
  readonly now: () => EpochMs;
}

type Told = Result<TimelineReport, WorkbenchError>;

/** When the verdict flips on a flow, on an open response, or on the chain of an open certificate. */
export function timelineOfSubject(subject: TimelineSubject, desk: Desk): Told {
  if (subject.of === 'flow') return ofFlow(subject.id, desk);
  const certificate = desk.certificates.find(subject.id);
  return certificate === null ? ofObject(subject.id, desk) : ofChain(certificate, desk);
}

function ofFlow(flowId: string, { flows }: Desk): Told {
  const flow = flows.get(flowId);
  if (!flow.ok) return flow;
  const parts = evidenceOfFlow(flow.value) ?? [];
  const [own] = parts;
  if (own === undefined) return err({ code: 'not-found', what: 'evidence' });
  const evidence = parts.map((part) => part.evidence);
  const timeline = timelineOfParts(evidence, flow.value.policy, own.at);
  return ok({ timeline, judgedAt: own.at });
}

/** Whether a path to the topmost certificates at hand holds: nobody has to be asked for that. */
function ofChain(certificate: Certificate, desk: Desk): Told {
  const evidence = { ...evidenceAbove(certificate, desk), answer: null };
  const judgedAt = desk.now();
  const policy: Policy = { ...desk.policy(), ocsp: 'not-enabled' };
  return ok({ timeline: timelineOf(evidence, policy, judgedAt), judgedAt });
}

function ofObject(id: string, desk: Desk): Told {
  const object = desk.objects.get(id);
  if (!object.ok) return object;
  const { kind, bytes } = object.value;
  if (kind !== 'ocsp-response') {
    return refused(
      'Time is told of flows, of OCSP responses and of certificates with their chains.',
    );
  }
  const found = subjectOf(bytes, desk.certificates);
  if (found === null) {
    return refused(
      'Open the certificate that this response is about and that of its issuer: it is judged for them.',
    );
  }
  const answer = savedAnswer({ ...found, response: bytes, request: null });
  const evidence = { ...evidenceAbove(found.certificate, desk), answer };
  const judgedAt = desk.now();
  return ok({ timeline: timelineOf(evidence, answeredBy(desk.policy()), judgedAt), judgedAt });
}

/** Without its request there is no nonce to compare with. */
function answeredBy(policy: Policy): Policy {
  return { ...policy, ocsp: 'enabled', nonce: 'omit' };
}

function refused(message: string): Told {
  return err({ code: 'no-timeline', message });
}

/** The loaded certificate that a response speaks of, with its issuer; the first of them. */
function subjectOf(
  response: Uint8Array,
  certificates: LoadedCertificates,
): { readonly certificate: Certificate; readonly issuer: Certificate } | null {
  const decoded = decodeResponse(response);
  const singles = decoded.ok ? (decoded.value.basic?.responses ?? []) : [];
  for (const { summary } of certificates.list()) {
    const certificate = certificates.find(summary.fingerprint);
    if (certificate === null) continue;
    const isNamed = singles.some(({ certId }) =>
      isSameOctets(certId.serialNumber, certificate.serialNumber),
    );
    if (!isNamed) continue;
    for (const issuer of certificates.possibleIssuers(certificate)) {
      const { certId } = savedAnswer({ certificate, issuer, response, request: null });
      if (matchSingles(singles, { certificate, issuer, certId }).length > 0) {
        return { certificate, issuer };
      }
    }
  }
  return null;
}

/** A certificate with all that is open; the anchors are the topmost of its CAs. */
function evidenceAbove(certificate: Certificate, { certificates }: Desk): Omit<Evidence, 'answer'> {
  const authorities = certificates.authorities();
  const tops = authorities.filter((each) => certificates.possibleIssuers(each).length === 0);
  return {
    certificate,
    presentedChain: authorities,
    trustAnchors: tops.length === 0 ? [certificate] : tops,
    purpose: 'any',
    unanswered: null,
  };
}
