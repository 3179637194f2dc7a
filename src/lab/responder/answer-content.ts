import type { CertId, SingleResponse } from '#pki/ocsp/types.ts';
import type { EpochMs } from '#shared/model/time.ts';

/** One thing that a response says of one certificate. */
export interface Statement {
  readonly certId: CertId;
  /** Lower-case hex. */
  readonly serialNumber: string;
  /** null for a serial number that the CA does not know. */
  readonly name: string | null;
  readonly certStatus: SingleResponse['certStatus'];
}

/** The times of a response, in whole seconds. */
export interface AnswerTimes {
  readonly producedAt: EpochMs;
  readonly thisUpdate: EpochMs;
  readonly nextUpdate: EpochMs | null;
}
