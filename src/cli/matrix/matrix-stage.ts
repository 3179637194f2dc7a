import { isAbsolute, join } from 'node:path';
import { createMemoryCache } from '#engine/ask/cache/memory-cache.ts';
import { createHttpTransport } from '#engine/ask/transport/http-transport.ts';
import { usualPorts } from '#lab/lab.ts';
import type { MtlsFlows } from '#mtls/judge.ts';
import { hexOf } from '#pki/octets.ts';
import { defaultMtlsSettings } from '#shared/model/mtls.ts';
import type { Policy } from '#shared/model/policy.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { createStage, type Stage } from '#workbench/stage.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import type { CliError } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';
import { openLabFolder } from '../serve/lab-folder.ts';
import { labFailure } from '../serve/start-failure.ts';

/** The lab that targets trust, and our own server before it. */
export interface MatrixStage {
  readonly stage: Stage;
  readonly folder: string;
  readonly close: () => Promise<void>;
}

/** Opens the lab that is kept for matrices, or founds it; `policy` is that of our own server. */
export async function openMatrixStage(
  args: ParsedArguments,
  environment: CliEnvironment,
  policy: Policy,
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
  const stage = createStage({
    dependencies: { clock, random, transport, cache: createMemoryCache() },
    flows: quietFlows(random),
    policy: () => policy,
    lab: {
      storage: folder.value.storage,
      keyFiles: folder.value.keyFiles,
      firstPorts: { responder: 0, backup: 0 },
      onChange: () => {},
      onExchange: () => {},
    },
    mtls: {
      settings: () => defaultMtlsSettings,
      onStateChange: () => {},
      onHandshakeFailure: () => {},
    },
  });
  const close = async () => {
    await stage.stop();
    transport.close();
    folder.value.release();
  };
  const started = await stage.lab.start();
  if (started.ok) return ok({ stage, folder: folder.value.path, close });
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

/** Flows that nobody reads: the matrix looks from outside. */
function quietFlows(random: (octets: number) => Uint8Array): MtlsFlows {
  return {
    begin: () => ({
      id: hexOf(random(16)),
      record: () => {},
      finish: () => {},
    }),
  };
}
