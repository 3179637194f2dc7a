import { assertNever } from '#shared/model/result.ts';
import type { Decision } from '#shared/model/verdict.ts';
import type { VerdictStatus } from './report/verdict.ts';

/** What the command line's exit codes mean. */
export const exitCode = {
  good: 0,
  revoked: 1,
  unknown: 2,
  indeterminate: 3,
  /** `check --gate` and `verify --gate`. */
  allow: 0,
  deny: 1,
  /** `inspect`, `serve`, `demo`, `--help`, `--version`. */
  done: 0,
  /** `demo`: a scenario went otherwise than expected. */
  different: 1,
  /** `inspect --fail-on`: a finding is that grave. */
  found: 1,
  usage: 64,
  unreadableInput: 65,
  /** This machine does not give what is needed: a port that is taken, a folder that cannot be written. */
  unavailable: 69,
  /** The program itself failed: a bug of ours, a full disk, a broken installation. Never a verdict. */
  internal: 70,
  /** 128 + the number of the signal, as shells have it: SIGHUP, SIGINT, SIGQUIT and SIGTERM. */
  hungUp: 129,
  cancelled: 130,
  quit: 131,
  terminated: 143,
} as const;

/** The exit code of a status; `not-asked` is 0, as the chain holds and no more was wanted. */
export function exitCodeOfStatus(status: VerdictStatus): number {
  switch (status) {
    case 'good':
    case 'not-asked':
      return exitCode.good;
    case 'revoked':
      return exitCode.revoked;
    case 'unknown':
      return exitCode.unknown;
    case 'indeterminate':
      return exitCode.indeterminate;
    default:
      return assertNever(status);
  }
}

/** The exit code of a command that a signal ended. */
export function exitCodeOfSignal(name: unknown): number {
  switch (name) {
    case 'SIGHUP':
      return exitCode.hungUp;
    case 'SIGQUIT':
      return exitCode.quit;
    case 'SIGTERM':
      return exitCode.terminated;
    default:
      return exitCode.cancelled;
  }
}

/** The exit code of a decision, for `--gate`. */
export function exitCodeOfDecision({ outcome }: Decision): number {
  return outcome === 'allow' ? exitCode.allow : exitCode.deny;
}
