import type { SweepResult } from '#shared/model/sweep.ts';
import {
  type ChosenFiles,
  defaultSweepOrder,
  emptySweepRun,
  type SweepOrder,
  type SweepRunView,
} from '#shared/model/sweep-view.ts';

/** All that the Sweep side of the Servers screen shows. */
export interface SweepState {
  readonly state: 'idle' | 'loading' | 'ready';
  readonly order: SweepOrder;
  readonly problems: Readonly<Record<string, string>>;
  readonly chosen: ChosenFiles | null;
  readonly issuers: number;
  readonly run: SweepRunView;
  readonly look: 'set-up' | 'results';
  /** Results of one status; null for all. */
  readonly filter: SweepResult['status'] | null;
  readonly shown: SweepResult | null;
}

export const emptySweep: SweepState = {
  state: 'idle',
  order: defaultSweepOrder,
  problems: {},
  chosen: null,
  issuers: 0,
  run: emptySweepRun,
  look: 'set-up',
  filter: null,
  shown: null,
};

export function isSweepBusy({ run }: Pick<SweepState, 'run'>): boolean {
  return run.state === 'reading' || run.state === 'running' || run.state === 'paused';
}
