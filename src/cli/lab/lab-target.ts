import type { Lab } from '#lab/lab.ts';
import type { ClientCommands } from '#shared/model/mtls.ts';
import type { Result } from '#shared/model/result.ts';
import type { ClockState } from '#shared/model/settings.ts';
import type { DurationMs } from '#shared/model/time.ts';
import type { CliError } from '../cli-error.ts';

/** A lab that operations are done on: in a server that runs, or at rest in its folder. */
export interface LabTarget {
  readonly lab: Lab;
  readonly folder: string;
  readonly isRunning: boolean;
  readonly clock: {
    state(): ClockState;
    /** null sets the real time again. */
    change(byMs: DurationMs | null): void;
  };
  /** Writes the files of a new client; null commands where no server runs that they could visit. */
  writeClient(id: string): Result<ClientCommands | null, CliError>;
  /** Decides anew on open connections of a certificate; null where no server runs. */
  recheck(fingerprint: string): Promise<Rechecked | null>;
}

export interface Rechecked {
  readonly checked: number;
  readonly cut: number;
}
