import type {
  BasicOcspResponse,
  OcspResponse,
  OwnCertId,
  SingleResponse,
} from '#pki/ocsp/types.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { Issuance } from '#pki/x509/issuance.ts';
import type { CheckPolicy } from '#shared/model/policy.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { CheckId } from '#shared/model/verdict.ts';
import type { Kept } from '../evidence.ts';
import type { FailureCode } from './failure-code.ts';
import type { SignerSearch } from './find-signer.ts';
import type { CheckFinding } from './finding.ts';
import type { SingleMatch } from './match-singles.ts';

/** What the checks judge. All of it is known before the first of them runs; none reads bytes of its own. */
export interface CheckContext {
  readonly response: OcspResponse;
  /** The BasicOCSPResponse of `response`. */
  readonly basic: BasicOcspResponse | null;
  /** The certificate whose status is asked. */
  readonly certificate: Certificate;
  /** The CA that is taken for its issuer. */
  readonly issuer: Certificate;
  readonly responderCertificate: Certificate | null;
  readonly certId: OwnCertId;
  /** Whether `issuer` issued the certificate at all. */
  readonly issuance: Issuance;
  /** The nonce that was sent. */
  readonly nonce: Uint8Array | null;
  /** Set where the answer was kept in the cache since an earlier question. */
  readonly kept: Kept | null;
  readonly policy: CheckPolicy;
  /** The verification time. */
  readonly at: EpochMs;
  /** The SingleResponses about the certificate. */
  readonly matches: readonly SingleMatch[];
  /** The strictest of them: the answer. */
  readonly single: SingleResponse | null;
  /** Who signed; null where there is no BasicOCSPResponse. */
  readonly signer: SignerSearch | null;
}

/** One rule for a response. A check judges and never throws; which others failed is not its business. */
export interface Check {
  readonly id: CheckId;
  /** What holds when it passes, in a few words. */
  readonly title: string;
  /** The clause as it is shown beside the result. */
  readonly citation: string;
  /** The rule in one sentence, as docs/rfc-coverage.md prints it. */
  readonly rule: string;
  /** The codes of its failures; none where it warns at most. */
  readonly failureCodes: readonly FailureCode[];
  readonly run: (context: CheckContext) => CheckFinding;
}
