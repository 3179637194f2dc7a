import type { Certificate } from '#pki/x509/certificate.ts';
import type { ChainFailure, Purpose } from '#shared/model/chain.ts';
import type { EpochMs } from '#shared/model/time.ts';

/** What a path must be good for. */
export interface PathDemand {
  readonly at: EpochMs;
  readonly purpose: Purpose;
  /** What follows from a key below the usual size; `warn` by default, which leaves it to the words. */
  readonly smallKeys?: 'warn' | 'fail';
}

/** One certificate of a path, from the end certificate (depth 0) upwards. */
export interface PathLink {
  readonly certificate: Certificate;
  readonly depth: number;
  /** The certificates of the whole path. */
  readonly path: readonly Certificate[];
  /** True for the last certificate of a path that reaches a trust anchor. */
  readonly isAnchor: boolean;
  readonly demand: PathDemand;
}

/** One rule of path validation (RFC 5280 §6.1), asked of each certificate in a path; null where it is kept. */
export type LinkRule = (link: PathLink) => ChainFailure | null;
