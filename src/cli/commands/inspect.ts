import { inspectInput } from '#inspect/inspect-object.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { flag, valueOption } from '../arguments/option.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { readTime } from '../arguments/values.ts';
import { type CliError, unreadable, usageError } from '../cli-error.ts';
import type { Command, Report } from '../command.ts';
import type { CliEnvironment } from '../environment.ts';
import { exitCode } from '../exit-code.ts';
import { nameOf, refuseSecondStdin } from '../inputs/input-files.ts';
import { type InspectedFile, inspectionToJson } from '../report/inspection-json.ts';
import { inspectionToText } from '../report/inspection-text.ts';

/** The most octets of one input. */
const maxBytes = 16 * 1_048_576;

/** `revoscope inspect`: shows what a file holds. */
export const inspect: Command = {
  name: 'inspect',
  summary: 'Shows certificates, OCSP requests and OCSP responses in words.',
  synopsis: 'FILE… [options]',
  operands: 'files',
  about: [
    'Decodes every object in the files, in PEM, DER or base64: its fields in words, its extensions, what is worth knowing about it, and where strict decoding stops if it is not well-formed. Nothing is sent. "-" is standard input.',
  ],
  options: [
    flag('asn1', 'Adds the ASN.1 tree with the offset of each element.'),
    valueOption('at', 'TIME', 'The time to judge validity at, in RFC 3339 (now).'),
  ],
  json: 'document',
  exitCodes: [
    [0, 'everything was recognised and is well-formed'],
    [65, 'an input that cannot be read, is not recognised or is not well-formed'],
  ],
  examples: [
    { command: 'revoscope inspect client.pem', about: 'What is in this certificate?' },
    { command: 'revoscope inspect --asn1 answer.der', about: 'Down to the octets.' },
    { command: 'curl -s URL | revoscope inspect -', about: 'What did the server send?' },
  ],
  run,
};

async function run(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<Report, CliError>> {
  const files = args.positionals;
  if (files.length === 0) {
    return err(
      usageError('inspect', 'Which file?', 'Give one or more files; "-" is standard input.'),
    );
  }
  const refused = refuseSecondStdin('inspect', files);
  if (refused !== null) return err(refused);
  const at = readTime(args, 'at');
  if (!at.ok) return at;
  const now = at.value ?? environment.clock.now();

  const inspected: InspectedFile[] = [];
  const errors: (CliError & { code: 'input-unreadable' })[] = [];
  for (const file of files) {
    const read = await inspectFile(file, now, environment);
    if (read.ok) inspected.push(read.value);
    else if (read.error.code === 'input-unreadable') errors.push(read.error);
    else return read;
  }
  const [error] = errors;
  if (inspected.length === 0 && error !== undefined) return err(error);
  const isSound = inspected.every(({ objects }) =>
    objects.every(({ problem }) => problem === null),
  );
  return ok({
    exitCode: isSound && errors.length === 0 ? exitCode.done : exitCode.unreadableInput,
    json: inspectionToJson(inspected, errors),
    text: (style) =>
      inspectionToText(inspected, { style, tree: args.has('asn1') ? 'shown' : 'left-out' }),
    remarks: errors.map(({ file, message }) => `${file}: ${message}`),
  });
}

async function inspectFile(
  file: string,
  now: number,
  environment: CliEnvironment,
): Promise<Result<InspectedFile, CliError>> {
  const name = nameOf(file);
  const read = await environment.readInput(file, maxBytes);
  if (!read.ok) {
    if (read.error.code === 'cancelled') return err({ code: 'cancelled' });
    return err(unreadable(name, { message: read.error.message, offset: null, path: null }));
  }
  if (read.value.length > maxBytes) {
    const message = 'The input is larger than 16 MiB and was not read further.';
    return err(unreadable(name, { message, offset: null, path: null }));
  }
  return ok({ file: name, objects: inspectInput(read.value, now) });
}
