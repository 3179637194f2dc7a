import { verifyAhead } from '#engine/judge/checks/find-signer.ts';
import { verifyResponse } from '#engine/judge/verify-response.ts';
import { createCertId } from '#pki/ocsp/cert-id.ts';
import { encodeRequest } from '#pki/ocsp/request.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import type { OcspResponse, OwnCertId } from '#pki/ocsp/types.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { SweepResult } from '#shared/model/sweep.ts';
import { describeTransportError } from '#shared/wording/transport.ts';
import type { Aside } from './aside.ts';
import type { SweepItem } from './sweep-item.ts';
import type { SweepPlan, SweepPorts } from './sweep-plan.ts';

/** What one exchange came to, for each certificate in it. */
export interface BatchOutcome {
  readonly answers: readonly BatchAnswer[];
  /** Worth another try: nobody answered, or only for now. */
  readonly isTransient: boolean;
  /** How many of the certificates the response spoke about. */
  readonly spokenOf: number;
}

export type BatchAnswer = Pick<
  SweepResult,
  'status' | 'reason' | 'revokedAt' | 'thisUpdate' | 'nextUpdate' | 'at' | 'durationMs'
>;

/** Asks one responder about certificates of one issuer in a single request. */
export async function askBatch(
  items: readonly SweepItem[],
  { uri, issuer }: { readonly uri: string; readonly issuer: Certificate },
  {
    plan,
    ports,
    aside,
  }: { readonly plan: SweepPlan; readonly ports: SweepPorts; readonly aside: Aside },
): Promise<BatchOutcome> {
  const { policy } = plan;
  const { transport, clock, signal } = ports;
  const certIds = items.map(({ certificate }) => createCertId(certificate, issuer, policy.hash));
  const began = clock.monotonic();
  const exchanged = await transport.exchange(
    {
      uri,
      uriSource: policy.responderUri === null ? 'aia' : 'configuration',
      method: items.length > 1 ? 'post' : policy.method,
      ocspRequest: encodeRequest({ certIds, nonce: null }),
      connectTimeoutMs: policy.connectTimeoutMs,
      totalTimeoutMs: policy.totalTimeoutMs,
      maxResponseBytes: policy.maxResponseBytes,
      addressPolicy: policy.addressPolicy,
    },
    signal,
  );
  const durationMs = clock.monotonic() - began;
  const none = (reason: string, isTransient: boolean): BatchOutcome => {
    const answer = { ...undetermined, reason, at: clock.now(), durationMs };
    return { answers: items.map(() => answer), isTransient, spokenOf: 0 };
  };
  if (!exchanged.ok) return none(`${describeTransportError(exchanged.error.error).short}.`, true);
  const decoded = decodeResponse(exchanged.value.body);
  if (!decoded.ok) return none(`The answer cannot be read: ${decoded.error.message}`, false);
  const response = decoded.value;
  const { responseStatus } = response;
  if (responseStatus !== 'successful') {
    const isForNow = responseStatus === 'tryLater' || responseStatus === 'internalError';
    return none(`The responder says ${responseStatus}.`, isForNow);
  }
  const at = clock.now();
  // Signatures are most of the work: they are verified beside the main thread, which asks others meanwhile.
  const { basic } = response;
  const sources = { issuer, responderCertificate: null, chain: [] };
  if (basic !== null) await aside.run(() => verifyAhead(basic, sources));
  const answers = items.map((item, index): BatchAnswer => {
    const certId = certIds[index];
    if (certId === undefined) throw new Error('a CertID for each certificate');
    return judge({ response, item, issuer, certId }, { policy, at, durationMs });
  });
  return { answers, isTransient: false, spokenOf: response.basic?.responses.length ?? 0 };
}

const undetermined = {
  status: 'indeterminate',
  revokedAt: null,
  thisUpdate: null,
  nextUpdate: null,
} as const;

function judge(
  {
    response,
    item,
    issuer,
    certId,
  }: {
    readonly response: OcspResponse;
    readonly item: SweepItem;
    readonly issuer: Certificate;
    readonly certId: OwnCertId;
  },
  { policy, at, durationMs }: Pick<SweepPlan, 'policy'> & Pick<BatchAnswer, 'at' | 'durationMs'>,
): BatchAnswer {
  const verdict = verifyResponse({
    response,
    certificate: item.certificate,
    issuer,
    chain: [],
    certId,
    nonce: null,
    kept: null,
    policy: { ...policy, nonce: 'omit' },
    at,
    responderCertificate: null,
  });
  return {
    status: verdict.status,
    reason: verdict.reason?.message ?? null,
    revokedAt: verdict.revocation?.time ?? null,
    thisUpdate: verdict.single?.thisUpdate ?? null,
    nextUpdate: verdict.single?.nextUpdate ?? null,
    at,
    durationMs,
  };
}
