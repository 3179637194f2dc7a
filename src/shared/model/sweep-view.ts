import type { SweepResult, SweepStatistics } from './sweep.ts';
import type { DurationMs } from './time.ts';

/** Which certificates a sweep is about: the files that were chosen, those that are loaded, or the lab's. */
export type SweepSource = 'files' | 'loaded' | 'lab';

/** How a person wants a sweep to ask. */
export interface SweepOrder {
  readonly source: SweepSource;
  /** Exchanges with one responder at a time. */
  readonly parallel: number;
  /** Exchanges with one responder in a second; null sets no limit. */
  readonly perSecond: number | null;
  /** The most certificates in one request. */
  readonly batch: number;
  readonly retries: number;
  /** Asked in place of what the certificates name; null takes their AIA. */
  readonly responderUri: string | null;
}

export const defaultSweepOrder: SweepOrder = {
  source: 'files',
  parallel: 8,
  perSecond: null,
  batch: 1,
  retries: 3,
  responderUri: null,
};

/** What was chosen to be read, as it is shown. */
export interface ChosenFiles {
  /** The file, or the folder. */
  readonly label: string;
  readonly files: number;
  readonly octets: number;
}

/** How far a sweep is, and what came of it so far. */
export interface SweepRunView {
  /** `interrupted`: an earlier sweep did not come to its end, and can go on. */
  readonly state:
    | 'idle'
    | 'reading'
    | 'running'
    | 'paused'
    | 'done'
    | 'cancelled'
    | 'interrupted'
    | 'failed';
  readonly perSecond: number;
  /** How much of the input has been read, from 0 to 1; null where its size is not known. */
  readonly fraction: number | null;
  readonly leftMs: DurationMs | null;
  readonly statistics: SweepStatistics;
  readonly problem: string | null;
}

export const emptySweepRun: SweepRunView = {
  state: 'idle',
  perSecond: 0,
  fraction: null,
  leftMs: null,
  statistics: {
    total: 0,
    status: { good: 0, revoked: 0, unknown: 0, indeterminate: 0 },
    ages: [],
    lives: [],
    responders: [],
    reasons: [],
    revoked: [],
  },
  problem: null,
};

/** All that the Sweep screen begins with. */
export interface SweepView {
  readonly order: SweepOrder;
  readonly chosen: ChosenFiles | null;
  /** How many CAs are known, loaded or of the lab: certificates of others cannot be asked about. */
  readonly issuers: number;
  readonly run: SweepRunView;
}

/** A part of the results, in the order in which they came. */
export interface SweepPage {
  readonly total: number;
  readonly results: readonly SweepResult[];
}

export const sweepForms = ['csv', 'jsonl', 'html'] as const;

/** In which form the results of a sweep are written into a file. */
export type SweepForm = (typeof sweepForms)[number];
