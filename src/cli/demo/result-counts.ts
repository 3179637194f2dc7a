import type { ScenarioResult } from '#shared/model/scenario.ts';
import { exitCode } from '../exit-code.ts';

/** How many scenarios went which way. */
export interface ResultCounts {
  readonly asExpected: number;
  readonly different: number;
  /** Could not be played to their end. */
  readonly broken: number;
}

/** Counts results by their outcome. */
export function countResults(results: readonly ScenarioResult[]): ResultCounts {
  const count = (outcome: ScenarioResult['outcome']) =>
    results.filter((result) => result.outcome === outcome).length;
  return {
    asExpected: count('as-expected'),
    different: count('different'),
    broken: count('broken'),
  };
}

/** The exit code of a run: anything but all as expected is a difference. */
export function exitCodeOfCounts({ different, broken }: ResultCounts): number {
  return different + broken === 0 ? exitCode.done : exitCode.different;
}
