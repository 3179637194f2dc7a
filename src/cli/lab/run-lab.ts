import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Lab } from '#lab/lab.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { createAdjustableClock } from '#workbench/adjustable-clock.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { type CliError, usageError } from '../cli-error.ts';
import type { Report } from '../command.ts';
import type { CliEnvironment } from '../environment.ts';
import { exitCode } from '../exit-code.ts';
import { type LabFolder, openLabFolder } from '../serve/lab-folder.ts';
import { ownerOf } from '../serve/lab-lock.ts';
import { labFailure } from '../serve/start-failure.ts';
import { answerOperation, type LabAnswer } from './answer.ts';
import { askControl } from './control.ts';
import { labOptions } from './lab-options.ts';
import { type LabOperation, readOperation } from './read-operation.ts';

/** Does one thing with a lab: in the server that uses it, or in its folder where none does. */
export async function runLab(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<Report, CliError>> {
  const operation = readOperation(args);
  if (!operation.ok) return operation;
  const given = args.value('lab-dir');
  if (given === null) {
    const hint = 'It is the folder of: revoscope serve --lab --lab-dir DIR';
    return err(usageError('lab', 'Which lab? Give its folder with --lab-dir DIR.', hint));
  }
  const path = resolve(given);
  if (!existsSync(join(path, 'lab.json'))) {
    return err({
      code: 'unavailable',
      message: `There is no lab in ${path}.`,
      remedy: `revoscope serve --lab --lab-dir ${given} founds one.`,
    });
  }
  const answer = await inServerOrAtRest(path, { operation: operation.value, args, environment });
  if (!answer.ok) return answer;
  const { json, lines } = answer.value;
  return ok({ exitCode: exitCode.done, json, text: () => lines, remarks: [] });
}

interface Order {
  readonly operation: LabOperation;
  readonly args: ParsedArguments;
  readonly environment: CliEnvironment;
}

async function inServerOrAtRest(path: string, order: Order): Promise<Result<LabAnswer, CliError>> {
  const owner = ownerOf(path);
  if (owner !== null) {
    return owner.control === null
      ? err({
          code: 'unavailable',
          message: `Process ${owner.pid} uses the lab in ${path} and takes no changes now.`,
          remedy: 'Try again, or stop that process.',
        })
      : askControl(owner.control, wordsOf(order.args));
  }
  const folder = openLabFolder(path);
  if (!folder.ok) return folder;
  try {
    return await atRest(folder.value, order);
  } finally {
    folder.value.release();
  }
}

/** The words again, as they stand on a command line. */
function wordsOf(args: ParsedArguments): readonly string[] {
  const options = labOptions.flatMap(({ name }) =>
    args.values(name).map((value) => `--${name}=${value}`),
  );
  return [...options, '--', ...args.positionals];
}

async function atRest(
  folder: LabFolder,
  { operation, environment }: Order,
): Promise<Result<LabAnswer, CliError>> {
  const clock = createAdjustableClock(environment.clock);
  clock.advance(folder.clock.read());
  const usual = { port: null, whenTaken: 'refuse' } as const;
  const lab = new Lab({
    clock,
    random: environment.random,
    storage: folder.storage,
    keyFiles: folder.keyFiles,
    firstPorts: { responder: 0, backup: 0 },
    onChange: () => {},
    onExchange: () => {},
  });
  const ports = lab.ca.savedPorts();
  const wishes = { responder: usual, backup: usual };
  if (!ports.ok) return err(labFailure(ports.error, folder, wishes));
  const saved = ports.value ?? { responder: 0, backup: 0 };
  const opened = await lab.ca.open({ ports: saved, keyType: 'p256' });
  if (!opened.ok) return err(labFailure(opened.error, folder, wishes));
  return answerOperation(operation, {
    lab,
    folder: folder.path,
    isRunning: false,
    clock: {
      state: clock.state,
      change: (byMs) => {
        if (byMs === null) clock.reset();
        else clock.advance(byMs);
        folder.clock.write(clock.state().offsetMs);
      },
    },
    writeClient: () => ok(null),
    recheck: () => Promise.resolve(null),
  });
}
