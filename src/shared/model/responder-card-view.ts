import type { DurationMs } from './time.ts';

/** Which responder is asked about whom. */
export interface CardOrder {
  readonly uri: string;
  /** The lab's issuing CA with some of its clients, or a loaded CA with the loaded certificates that it issued. */
  readonly issuer:
    | { readonly kind: 'lab' }
    | { readonly kind: 'loaded'; readonly fingerprint: string };
  /** Between the beginnings of two questions. */
  readonly intervalMs: DurationMs;
}

/** What will be sent, said beforehand. */
export interface CardPlan {
  readonly questions: readonly {
    readonly id: string;
    readonly method: 'get' | 'post';
    readonly what: string;
    readonly octets: number;
  }[];
  /** What people call the CA, and the certificates that are asked about. */
  readonly issuer: string;
  readonly certificates: readonly string[];
}
