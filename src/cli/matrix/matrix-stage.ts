import { isAbsolute, join } from 'node:path';
import { createHttpTransport, type HttpTransport } from '#engine/ask/transport/http-transport.ts';
import { Lab, usualPorts } from '#lab/lab.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import type { CliError } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';
import { openLabFolder } from '../serve/lab-folder.ts';
import { labFailure } from '../serve/start-failure.ts';

/** The lab that targets trust, and what our own server asks its responder with. */
export interface MatrixStage {
  readonly lab: Lab;
  readonly transport: HttpTransport;
  readonly folder: string;
  readonly close: () => Promise<void>;
}

/** Opens the lab that is kept for matrices, or founds it. */
export async function openMatrixStage(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<MatrixStage, CliError>> {
  const { clock, random, version } = environment;
  const folder = openLabFolder(args.value('lab-dir') ?? usualFolder(environment));
  if (!folder.ok) return folder;
  const transport = createHttpTransport({
    clock,
    network: () => 'any',
    proxy: () => null,
    version,
  });
  const lab = new Lab({
    clock,
    random,
    storage: folder.value.storage,
    keyFiles: folder.value.keyFiles,
    firstPorts: { responder: 0, backup: 0 },
    onChange: () => {},
    onExchange: () => {},
  });
  const close = async () => {
    await lab.stop();
    transport.close();
    folder.value.release();
  };
  const started = await lab.start();
  if (started.ok) return ok({ lab, transport, folder: folder.value.path, close });
  await close();
  return err(labFailure(started.error, folder.value, usualPorts));
}

/** Beside what other programs keep for this person; the same next time, as the target trusts its CA. */
export function usualFolder({ variables }: Pick<CliEnvironment, 'variables'>): string {
  const home = variables.HOME ?? variables.USERPROFILE ?? '.';
  const given = variables.XDG_DATA_HOME ?? '';
  // Empty or relative, it counts as not set (XDG Base Directory Specification): keys go to no working folder.
  const data = isAbsolute(given) ? given : join(home, '.local', 'share');
  return join(data, 'revoscope', 'matrix-lab');
}
