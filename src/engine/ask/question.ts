import type { OwnCertId } from '#pki/ocsp/types.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { ResponseSummary, Revocation } from '#shared/model/ocsp.ts';
import type { CheckResult, RevocationStatus, StatusReason } from '#shared/model/verdict.ts';
import type { FlowRecorder } from './flow-recorder.ts';

/** The certificate in question, the CA that answers for it, and the path that led to trust. */
export interface StatusSubject {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly path: readonly Certificate[];
}

/** What asking about a certificate came to. */
export interface Conclusion {
  readonly status: RevocationStatus;
  readonly reason: StatusReason | null;
  readonly revocation: Revocation | null;
  readonly response: ResponseSummary | null;
  readonly checks: readonly CheckResult[];
  readonly fromCache: boolean;
  readonly responderUri: string | null;
  /** Puts a validated answer into the cache, once the decision is made; null where there is none to keep. */
  readonly keep: ((recorder: FlowRecorder) => void) | null;
}

/** One question to one responder. */
export interface Question extends StatusSubject {
  readonly certId: OwnCertId;
  readonly uri: string;
  readonly uriSource: 'configuration' | 'aia';
  readonly responderCertificate: Certificate | null;
  readonly key: string;
}
