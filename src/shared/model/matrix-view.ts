import type { CaseFamily, CellResult, SuccessCriterion, VerdictWord } from './matrix-run.ts';
import type { ProductId } from './settings-of-others.ts';
import type { EpochMs } from './time.ts';

/** What a person asks of a matrix: which servers, how they are visited, and what is expected of them. */
export interface MatrixOrder {
  /** `https` URLs; all are visited in the same way. */
  readonly urls: readonly string[];
  readonly connectTo: string | null;
  readonly serverName: string | null;
  readonly hostHeader: string | null;
  /** PEM of the CAs that the target's own certificate leads to; null pins what it shows at first. */
  readonly trustPem: string | null;
  readonly tls: 'any' | 'TLSv1.2' | 'TLSv1.3';
  readonly method: 'GET' | 'HEAD' | 'POST' | 'OPTIONS';
  /** null learns from the control what being let in looks like. */
  readonly success: SuccessCriterion | null;
  /** `policy` expects what the policy in force expects. */
  readonly expectation: 'closed' | 'open' | 'soft' | 'off' | 'policy';
  readonly cases: 'core' | 'all' | readonly string[];
  readonly patienceSeconds: number;
  readonly parallel: number;
  readonly listenHost: string;
  /** 0 takes any that is free. */
  readonly listenPort: number;
  readonly exposure: 'loopback-only' | 'confirmed';
  /** How the target reaches the responder, where it sees other addresses than we do. */
  readonly responderUrl: string | null;
  readonly reference: 'with' | 'without';
}

export const defaultMatrixOrder: MatrixOrder = {
  urls: [],
  connectTo: null,
  serverName: null,
  hostHeader: null,
  trustPem: null,
  tls: 'any',
  method: 'GET',
  success: null,
  expectation: 'closed',
  cases: 'core',
  patienceSeconds: 20,
  parallel: 4,
  listenHost: '127.0.0.1',
  listenPort: 0,
  exposure: 'loopback-only',
  responderUrl: null,
  reference: 'with',
};

/** A cell of a run that goes on, and whose it is. */
export interface LiveCell {
  readonly target: string;
  readonly result: CellResult;
}

/** How far a run is; the cells themselves are told as they are measured. */
export interface MatrixProgress {
  readonly state: 'idle' | 'running' | 'paused' | 'done' | 'cancelled' | 'failed';
  readonly done: number;
  readonly total: number;
  readonly targets: readonly string[];
  /** The run as it is kept, once it is done. */
  readonly runId: string | null;
  /** Why it failed; null where it did not. */
  readonly problem: string | null;
}

/** A kept run, as a list shows it. */
export interface MatrixRunSummary {
  readonly id: string;
  readonly startedAt: EpochMs;
  readonly expectation: string;
  readonly targets: readonly {
    readonly name: string;
    readonly word: VerdictWord | 'void';
  }[];
  /** The file that it was read from; null for a run of this window. */
  readonly origin: string | null;
}

/** A case as it can be chosen. */
export interface MatrixCaseChoice {
  readonly id: string;
  readonly title: string;
  readonly family: CaseFamily;
  readonly isCore: boolean;
}

/** All that the Matrix screen begins with. */
export interface MatrixView {
  readonly order: MatrixOrder;
  readonly progress: MatrixProgress;
  readonly live: readonly LiveCell[];
  /** Newest first. */
  readonly runs: readonly MatrixRunSummary[];
  readonly cases: readonly MatrixCaseChoice[];
}

/** What a target has to be given so that it can be tried. */
export interface TrustKit {
  readonly product: ProductId;
  /** The name that the snippet has for the CAs. */
  readonly file: string;
  readonly pem: string;
  readonly snippet: string;
  /** What a product cannot express of a strict policy. */
  readonly notSaid: readonly { readonly field: string; readonly says: string }[];
}

export const matrixForms = ['json', 'junit', 'html', 'markdown'] as const;

/** In which form a run is written into a file. */
export type MatrixForm = (typeof matrixForms)[number];
