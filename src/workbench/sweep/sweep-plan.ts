import type { Transport } from '#engine/ask/ports.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { Clock } from '#shared/model/ports.ts';
import type { DurationMs } from '#shared/model/time.ts';
import type { SweepControl } from './sweep-control.ts';

/** How a sweep asks. */
export interface SweepPlan {
  readonly policy: Policy;
  readonly issuers: readonly Certificate[];
  /** Exchanges with one responder at a time. */
  readonly parallel: number;
  /** Exchanges with one responder in a second; null sets no limit. */
  readonly perSecond: number | null;
  /** The most certificates in one request; a responder that answers fewer gets one at a time from then on. */
  readonly batch: number;
  /** How often an exchange that failed is made again. */
  readonly retries: number;
  /** The wait before the first of these; it doubles. */
  readonly backOffMs: DurationMs;
}

export interface SweepPorts {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Pauses the sweep and lets it go on. */
  readonly control: SweepControl;
}
