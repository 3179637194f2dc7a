import type { Recheck } from './mtls.ts';
import type { DurationMs } from './time.ts';

/** What a responder is like, as far as it lets a revoked certificate in. Seconds; null is without a limit. */
export interface ResponderHabits {
  /** From the revocation at the CA until a new answer says so. */
  readonly delaySeconds: number;
  /** From thisUpdate to nextUpdate; null where it sends no nextUpdate. */
  readonly nextUpdateSeconds: number | null;
  /** Whether an answer from before the revocation may come again until its nextUpdate: from an HTTP cache, from somebody on the way. */
  readonly oldAnswers: 'replaced' | 'come-again';
  /** The longest silence that has to be reckoned with. */
  readonly outageSeconds: number | null;
}

/** What the server before it is like. */
export interface ServerHabits {
  /** Whether a resumed TLS session is judged again. Our mTLS server always does. */
  readonly resumption: 'judged-again' | 'not-judged';
  /** How long a session can be resumed, where it is not judged again. */
  readonly sessionSeconds: number | null;
  readonly recheck: Recheck;
  /** How long a connection can be kept open, where it is decided on once. */
  readonly connectionSeconds: number | null;
}

export interface ExposureHabits {
  readonly responder: ResponderHabits;
  readonly server: ServerHabits;
}

/** A responder that signs anew for each question, as the lab's does, and our own server. */
export const defaultHabits: ExposureHabits = {
  responder: {
    delaySeconds: 0,
    nextUpdateSeconds: 604_800,
    oldAnswers: 'replaced',
    outageSeconds: null,
  },
  server: {
    resumption: 'judged-again',
    sessionSeconds: 300,
    recheck: 'each-request',
    connectionSeconds: null,
  },
};

/** The parts of an exposure in the order in which they can follow each other. */
export const exposurePartIds = [
  'ocsp-not-enabled',
  'responder-delay',
  'old-answer',
  'cache',
  'hold',
  'outage',
  'resumption',
  'keep-alive',
] as const;

export type ExposurePartId = (typeof exposurePartIds)[number];

/** The setting that makes a part as long as it is: a field of the policy, or a habit. */
export const exposureSettings = [
  'policy.ocsp',
  'policy.cache.use',
  'policy.cache.minSeconds',
  'policy.cache.maxSeconds',
  'policy.cache.hold',
  'policy.fallback',
  'policy.maxAgeSeconds',
  'policy.nonce',
  'responder.delaySeconds',
  'responder.nextUpdateSeconds',
  'responder.oldAnswers',
  'responder.outageSeconds',
  'server.resumption',
  'server.recheck',
] as const;

export type ExposureSetting = (typeof exposureSettings)[number];

/** One stretch of the time in which the revoked certificate is still admitted. */
export interface ExposurePart {
  readonly id: ExposurePartId;
  /** null has no end. */
  readonly seconds: number | null;
  readonly setting: ExposureSetting;
  /** How the number comes about, with the numbers in it. */
  readonly formula: string;
}

/** The longest time that a certificate which is revoked now is still admitted. */
export interface Exposure {
  /** null has no end but that of the certificate itself. */
  readonly seconds: number | null;
  readonly parts: readonly ExposurePart[];
}

/** What was watched: how long a revoked certificate was really admitted. */
export interface MeasuredPart {
  /** `asked`: the responder is asked anew each time; `kept`: the cache answers; `silent`: the responder does not. */
  readonly id: 'asked' | 'kept' | 'silent' | 'resumption' | 'keep-alive';
  /** From the last admission before it to the first denial; null where none came within the time that was watched. */
  readonly seconds: number | null;
  readonly visits: number;
}

export interface MeasuredExposure {
  /** null where it was still admitted at the end. */
  readonly seconds: number | null;
  readonly watchedSeconds: number;
  readonly parts: readonly MeasuredPart[];
  /** What the formula says for the lab and our own server. */
  readonly predicted: Exposure;
  readonly tookMs: DurationMs;
}
