import type { FlowOutcome } from '#shared/flow/flow.ts';
import type { ConnectionFacts } from '#shared/flow/steps/certificate-presented.ts';
import { assertNever } from '#shared/model/result.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import type { Verdict } from './judge.ts';

/** An HTTP answer, ready to be sent. */
export interface AnswerDocument {
  readonly status: 200 | 403;
  readonly statusText: 'OK' | 'Forbidden';
  readonly contentType: 'application/json' | 'application/problem+json';
  readonly body: string;
}

/** The answer that tells a client what was decided and why; a denial is a problem document (RFC 9457). */
export function createAnswer(
  verdict: Pick<Verdict, 'flowId' | 'policy' | 'outcome'>,
  connection: ConnectionFacts,
): AnswerDocument {
  const facts = factsOf(verdict, connection);
  if (verdict.outcome.decision.outcome === 'allow') {
    return {
      status: 200,
      statusText: 'OK',
      contentType: 'application/json',
      body: toJson(facts),
    };
  }
  const problem = {
    type: `tag:revoscope.invalid,2026:denied:${causeOf(verdict.outcome)}`,
    title: 'Authentication denied',
    status: 403,
    detail: detailOf(verdict.outcome),
    instance: `/flows/${verdict.flowId}`,
  };
  return {
    status: 403,
    statusText: 'Forbidden',
    contentType: 'application/problem+json',
    body: toJson({ ...problem, ...facts }),
  };
}

function toJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** `status` means the HTTP status in a problem document, so the certificate's has a name of its own. */
function factsOf(
  { flowId, outcome }: Pick<Verdict, 'flowId' | 'outcome'>,
  connection: ConnectionFacts,
) {
  const { decision, status, reason, revocation, responderUri, fromCache } = outcome;
  const { protocol, cipher, session, requestNumber } = connection;
  return {
    decision,
    revocationStatus: status,
    reason: reason === null ? null : { code: reason.code, message: reason.message },
    revocation:
      revocation === null ? null : { time: toRfc3339(revocation.time), reason: revocation.reason },
    responderUri,
    fromCache,
    flowId,
    connection: { protocol, cipher, session, requestNumber },
  };
}

/** The kind of denial: the reason's code where there is one, else the status. */
function causeOf({ reason, status }: FlowOutcome): string {
  return reason?.code ?? status ?? 'denied';
}

function detailOf(outcome: FlowOutcome): string {
  const { decidedBy } = outcome.decision;
  switch (decidedBy) {
    case 'handshake':
      return outcome.reason?.message ?? 'The TLS handshake failed.';
    case 'chain':
      return outcome.reason?.message ?? 'The certificate chain does not hold.';
    case 'status':
      return revokedSentence(outcome);
    case 'fallback':
      return `${outcome.reason?.message ?? 'The responder does not know this certificate.'} Fallback is set to block.`;
    case 'ocsp-not-enabled':
      return 'OCSP checking is not enabled.';
    case 'another-program':
      return outcome.reason?.message ?? 'Another program decided.';
    default:
      return assertNever(decidedBy);
  }
}

/** A reason beside the status is about a CA above the certificate. */
function revokedSentence({ reason: why, revocation }: FlowOutcome): string {
  if (why !== null) return why.message;
  if (revocation === null) return 'This certificate is revoked.';
  const reason = revocation.reason === null ? '' : ` (${revocation.reason})`;
  return `This certificate was revoked at ${toRfc3339(revocation.time)}${reason}.`;
}
