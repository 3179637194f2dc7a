import type { FindingSeverity } from './finding.ts';
import type { InspectedKind } from './inspection.ts';
import type { EpochMs } from './time.ts';

/** Whether what is encrypted in an object is open: `locked` waits for a password, `unlocked` has one. */
export type ObjectLock = 'none' | 'locked' | 'unlocked';

/**
 * An object that a person opened and that is no certificate on its own: a key, a container, a CRL, a request.
 * It is kept in memory until it is closed; what it holds is asked for by its id. Private keys stay behind.
 */
export interface OpenObject {
  /** `object-7`, or `object-7/2` for what lies inside it. */
  readonly id: string;
  readonly kind: InspectedKind;
  /** What a person calls it, safe to show. */
  readonly title: string;
  /** The file name it came from, or how it arrived ("Pasted text"). */
  readonly origin: string;
  readonly openedAt: EpochMs;
  /** Octets of the object as it was opened. */
  readonly byteLength: number;
  readonly lock: ObjectLock;
  /** Whether the system's safe storage keeps it with its password until it is closed. */
  readonly isKept: boolean;
  /** Why it could not be decoded, or not wholly, in a sentence. */
  readonly problem: string | null;
  readonly findings: Readonly<Record<FindingSeverity, number>>;
  /** SHA-256 of the SubjectPublicKeyInfo in hex: the same for a key, its request and its certificates. */
  readonly keyPin: string | null;
  /** The container that it lies in; null for what was opened itself. */
  readonly containerId: string | null;
  /** Fingerprints of the certificates inside, which are among the loaded ones. */
  readonly certificates: readonly string[];
}

/** What came of a password. */
export type UnlockOutcome =
  | { readonly outcome: 'unlocked' }
  /** The password is wrong, or the encryption is not read here; the words say which. */
  | {
      readonly outcome: 'refused';
      readonly code: 'wrong-password' | 'unsupported';
      readonly message: string;
    };
