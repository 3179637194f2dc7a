import { compareObjects } from '#inspect/compare-objects.ts';
import { inspectInput } from '#inspect/inspect-object.ts';
import type { InspectedObject } from '#shared/model/inspection.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { type CliError, unreadable, usageError } from '../cli-error.ts';
import type { Command, Report } from '../command.ts';
import type { CliEnvironment } from '../environment.ts';
import { exitCode } from '../exit-code.ts';
import { nameOf, refuseSecondStdin } from '../inputs/input-files.ts';
import { passwordOptions, readPasswords } from '../inputs/passwords.ts';
import { paragraph } from '../text/layout.ts';

const maxBytes = 64 * 1_048_576;

/** `revoscope compare`: what changed from one object to another. */
export const compare: Command = {
  name: 'compare',
  summary: 'Compares two objects field by field, such as a certificate and its renewal.',
  synopsis: 'A B [options]',
  operands: 'files',
  about: [
    'Opens both files as inspect does and tells the fields that differ, those of the first object in each. Nothing is sent.',
  ],
  options: passwordOptions,
  json: 'document',
  exitCodes: [
    [0, 'both say the same'],
    [1, 'they differ'],
    [64, 'wrong usage'],
    [65, 'an input that cannot be read'],
  ],
  examples: [
    { command: 'revoscope compare old.pem new.pem', about: 'What did the renewal change?' },
  ],
  run,
};

async function run(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<Report, CliError>> {
  const [first, second, ...more] = args.positionals;
  if (first === undefined || second === undefined || more.length > 0) {
    return err(usageError('compare', 'Which two files?', 'Give two files.'));
  }
  const refused = refuseSecondStdin('compare', [first, second]);
  if (refused !== null) return err(refused);
  const passwords = await readPasswords(args, environment);
  if (!passwords.ok) return passwords;
  const before = await read(first, passwords.value, environment);
  if (!before.ok) return before;
  const after = await read(second, passwords.value, environment);
  if (!after.ok) return after;
  const differences = compareObjects(before.value, after.value);
  return ok({
    exitCode: differences.length === 0 ? exitCode.done : exitCode.different,
    json: { before: before.value.title, after: after.value.title, differences },
    text: (style) => [
      `${style.paint('strong', before.value.title)}  ${style.paint('faint', nameOf(first))}`,
      `${style.paint('strong', after.value.title)}  ${style.paint('faint', nameOf(second))}`,
      ...(differences.length === 0 ? ['', 'They say the same.'] : []),
      ...differences.flatMap(({ path, before: was, after: is }) => [
        '',
        ...paragraph(path, style, 0),
        ...paragraph(`- ${was ?? '(absent)'}`, style, 2),
        ...paragraph(`+ ${is ?? '(absent)'}`, style, 2),
      ]),
    ],
    remarks: [],
  });
}

async function read(
  file: string,
  passwords: readonly string[],
  environment: CliEnvironment,
): Promise<Result<InspectedObject, CliError>> {
  const octets = await environment.readInput(file, maxBytes);
  if (!octets.ok) {
    if (octets.error.code === 'cancelled') return err({ code: 'cancelled' });
    return err(
      unreadable(nameOf(file), { message: octets.error.message, offset: null, path: null }),
    );
  }
  const [object] = inspectInput(octets.value, { now: environment.clock.now(), passwords });
  if (object === undefined) throw new Error('an input without an object');
  const { problem } = object;
  return problem === null ? ok(object) : err(unreadable(nameOf(file), problem));
}
