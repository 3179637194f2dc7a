import { err, ok, type Result } from '#shared/model/result.ts';
import type { AdjustableClock } from '#workbench/adjustable-clock.ts';
import { writeClientFiles } from '#workbench/mtls/client-files.ts';
import type { Stage } from '#workbench/stage.ts';
import { parseArguments } from '../arguments/parse-arguments.ts';
import type { CliError } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';
import type { LabFolder } from '../serve/lab-folder.ts';
import { answerOperation } from './answer.ts';
import { type Control, openControl } from './control.ts';
import { labOptions } from './lab-options.ts';
import type { LabTarget } from './lab-target.ts';
import { readOperation } from './read-operation.ts';

/** Lets `revoscope lab` change the lab of a running server; null where the system gives no socket for it. */
export async function serveControl(
  folder: LabFolder,
  facts: {
    readonly stage: Stage;
    readonly clock: AdjustableClock;
    readonly environment: CliEnvironment;
  },
): Promise<Control | null> {
  const target = targetOf(folder, facts);
  const control = await openControl(folder.path, async (words) => {
    const args = parseArguments('lab', words, labOptions);
    if (!args.ok) return args;
    const operation = readOperation(args.value);
    return operation.ok ? answerOperation(operation.value, target) : operation;
  });
  if (control !== null) folder.announce(control.path);
  return control;
}

function targetOf(
  folder: LabFolder,
  {
    stage,
    clock,
    environment,
  }: {
    readonly stage: Stage;
    readonly clock: AdjustableClock;
    readonly environment: CliEnvironment;
  },
): LabTarget {
  return {
    lab: stage.lab,
    folder: folder.path,
    isRunning: true,
    clock: {
      state: clock.state,
      change: (byMs) => {
        if (byMs === null) clock.reset();
        else clock.advance(byMs);
        folder.clock.write(clock.state().offsetMs);
      },
    },
    writeClient: (id) => writeClient(id, { stage, folder, environment }),
    recheck: (fingerprint) => stage.mtls.recheckConnections({ fingerprint }),
  };
}

function writeClient(
  id: string,
  {
    stage,
    folder,
    environment,
  }: {
    readonly stage: Stage;
    readonly folder: LabFolder;
    readonly environment: CliEnvironment;
  },
): ReturnType<LabTarget['writeClient']> {
  const mtls = stage.mtls.state();
  if (mtls.state !== 'running') return ok(null);
  const written = writeClientFiles(id, {
    lab: stage.lab,
    mtls,
    folder: folder.clientFolder,
    serverTrust: stage.serverTrust(),
    random: environment.random,
  });
  if (written.ok) return written;
  const failure: Result<never, CliError> = err({
    code: 'unavailable',
    message: `${id} is issued, but its files could not be written to ${folder.clientFolder}.`,
    remedy: 'See that this user may write there.',
  });
  return failure;
}
