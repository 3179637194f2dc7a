import type { CertIdHash } from './ocsp.ts';
import type { DurationMs, EpochMs } from './time.ts';

/**
 * What a case is there to show: a control, a good, a revoked or an unknown client, no usable answer, an
 * answer whose proof fails, or something that is only observed, as servers may differ in it.
 */
export type CaseFamily =
  | 'control'
  | 'good'
  | 'revoked'
  | 'unknown'
  | 'no-answer'
  | 'proof-fails'
  | 'observed';

/** What is expected of a target for each family of cases. */
export type Expectation = Readonly<
  Record<Exclude<CaseFamily, 'control' | 'observed'>, 'admit' | 'deny'>
>;

/** What is expected of every target, and by which name. */
export interface NamedExpectation {
  readonly name: string;
  readonly table: Expectation;
}

/** Judgements on a cell, the worst first. */
export const verdictWords = [
  'breach',
  'opens',
  'never-asks',
  'hangs',
  'shuts-out',
  'unclear',
  'as-expected',
  'observed',
] as const;

export type VerdictWord = (typeof verdictWords)[number];

/** What became of a client. */
export type OutcomeKind = 'admitted' | 'denied' | 'hung' | 'unreachable' | 'unclear';

export interface Outcome {
  readonly kind: OutcomeKind;
  /** How it showed, in a few words: `HTTP 400`, `alert certificate_revoked`, `closed, alert not seen`. */
  readonly how: string;
}

/** One question that a target asked about a cell's certificate. */
export interface CellQuestion {
  readonly at: EpochMs;
  readonly method: string;
  readonly httpVersion: string;
  /** null where the CertID names a hash that is not known here. */
  readonly hash: CertIdHash | null;
  /** Octets of the nonce; null where there is none. */
  readonly nonceOctets: number | null;
  /** What was answered, in a word or two. */
  readonly answer: string;
  /** How long the target stayed until the exchange ended, by whichever side; null while it has not. */
  readonly heldMs: DurationMs | null;
}

/** How far a visit came. */
export type ProbePhase = 'connect' | 'handshake' | 'after-handshake' | 'response';

/** What the client saw in one visit. Times in milliseconds since it began. */
export interface ProbeRecord {
  /** When it began; null in runs that were written before this was kept. */
  readonly startedAt: EpochMs | null;
  readonly phase: ProbePhase;
  /** Number of the TLS alert (RFC 8446 §6); null where none was seen. */
  readonly alert: number | null;
  readonly httpStatus: number | null;
  /** Header lines of the answer, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The beginning of the answer's body. */
  readonly body: string;
  /** Who ended the connection, and how; `us` at the end of patience, or when the answer was complete. */
  readonly closed: 'alert' | 'fin' | 'reset' | 'us' | null;
  readonly tlsVersion: string | null;
  readonly resumed: boolean;
  /** SHA-256 of the target's own certificate; null where it was not seen. */
  readonly serverFingerprint: string | null;
  /** Why there was no connection, or why the target's own certificate was refused. */
  readonly failure: {
    readonly kind: 'tcp' | 'server-tls' | 'other';
    readonly message: string;
  } | null;
  readonly times: {
    readonly connected: DurationMs | null;
    readonly secured: DurationMs | null;
    readonly firstByte: DurationMs | null;
    readonly total: DurationMs;
  };
}

/** What counts as being let in; null in a part leaves that part open. */
export interface SuccessCriterion {
  readonly statuses: readonly number[] | null;
  readonly header: { readonly name: string; readonly contains: string } | null;
  readonly bodyContains: string | null;
}

/** One cell as it was measured. */
export interface CellResult {
  readonly caseId: string;
  readonly title: string;
  readonly family: CaseFamily;
  /** null where the cell was not tried: `note` says why. */
  readonly outcome: Outcome | null;
  readonly word: VerdictWord | 'void';
  readonly expected: 'admit' | 'deny' | null;
  readonly record: ProbeRecord | null;
  readonly questions: readonly CellQuestion[];
  readonly note: string | null;
}

/** All that was measured of one target. */
export interface TargetColumn {
  readonly name: string;
  readonly url: string;
  /** `void`: a control failed, so that nothing may be concluded. */
  readonly state: 'measured' | 'void';
  /** Likely causes, the likeliest first; empty where it is not void. */
  readonly voidCauses: readonly string[];
  readonly notes: readonly string[];
  /** The target's own word on what it is; null where it says nothing. */
  readonly serverHeader: string | null;
  readonly serverFingerprint: string | null;
  /** What counted as being let in; null where that was not found out. */
  readonly success: SuccessCriterion | null;
  readonly controls: readonly CellResult[];
  readonly cells: readonly CellResult[];
  /** Resumption, kept-alive connection, server cache. */
  readonly extras: readonly CellResult[];
  readonly headline: { readonly word: VerdictWord | 'void'; readonly text: string };
}

/** A whole run, as its JSON keeps it. */
export interface MatrixRun {
  readonly schema: 'revoscope-matrix';
  readonly version: 1;
  readonly startedAt: EpochMs;
  readonly durationMs: DurationMs;
  readonly patienceMs: DurationMs;
  readonly expectation: NamedExpectation;
  readonly targets: readonly TargetColumn[];
}

/** All judgements on a target that count. */
export function judgedCells(column: TargetColumn): readonly CellResult[] {
  return [...column.controls, ...column.cells, ...column.extras];
}

/** A cell in which two runs differ. */
export interface CellChange {
  readonly target: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
}
