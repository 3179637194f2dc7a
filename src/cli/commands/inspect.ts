import { inspectInput } from '#inspect/inspect-object.ts';
import type { InspectContext } from '#inspect/kinds/inspected.ts';
import { type InspectedFile, inspectionToJson } from '#inspect/report/inspection-json.ts';
import { inspectionToPem } from '#inspect/report/inspection-pem.ts';
import { isFoundBy } from '#inspect/search-objects.ts';
import { textOfObject } from '#inspect/text/text-of-object.ts';
import { withContents } from '#inspect/with-contents.ts';
import { type Finding, type FindingSeverity, findingSeverities } from '#shared/model/finding.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { flag, valueOption } from '../arguments/option.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { readTime } from '../arguments/values.ts';
import { type CliError, unreadable, usageError } from '../cli-error.ts';
import type { Command, Report } from '../command.ts';
import type { CliEnvironment } from '../environment.ts';
import { exitCode } from '../exit-code.ts';
import { fetchFromServer } from '../inputs/connect.ts';
import { nameOf, refuseSecondStdin } from '../inputs/input-files.ts';
import { type Input, issuersIn } from '../inputs/issuers-in.ts';
import { passwordOptions, readPasswords } from '../inputs/passwords.ts';
import { evidenceText, evidenceToJson } from '../report/evidence-report.ts';
import { findingsToText, inspectionToText } from '../report/inspection-text.ts';
import { evidenceAmong } from '../report/loaded-evidence.ts';

/** The most octets of one input. */
const maxBytes = 64 * 1_048_576;

/** `revoscope inspect`: shows what a file holds. */
export const inspect: Command = {
  name: 'inspect',
  summary: 'Shows what any file of certificates, keys, lists or OCSP messages holds.',
  synopsis: 'FILE…|DIR [options]',
  operands: 'files',
  about: [
    'Opens certificates, requests, CRLs, PKCS#7, PKCS#12, Java key stores, keys, OCSP messages, timestamps and attribute certificates, in PEM, DER or base64, by their content and not by their name: the fields in words, what is worth knowing, and where decoding stops if an object is not well-formed. A folder is opened with all files in it. Nothing is sent, but with --connect. Where CRLs or OCSP responses are among the files they are judged against the certificates there, and compared. Nothing of a private key is shown but what it fits. "-" is standard input.',
  ],
  options: [
    ...passwordOptions,
    valueOption(
      'connect',
      'HOST:PORT',
      'Connects to a TLS server and shows the certificates and the stapled OCSP response that it sends; `check` judges them.',
    ),
    valueOption('servername', 'NAME', 'The name to ask for with --connect (the host).'),
    valueOption(
      'search',
      'TEXT',
      'Only the objects with this name, serial number, fingerprint, object identifier or finding.',
    ),
    flag('findings', 'The findings alone, each with what to do.'),
    valueOption('fail-on', 'error|warning|note', 'Exit with 1 where a finding is that grave.'),
    flag(
      'text',
      'As `openssl x509 -text`, `crl -text` and `req -text` print it; of anything else the fields.',
    ),
    flag('pem', 'Every object as a PEM block, private keys left out.'),
    flag('asn1', 'Adds the ASN.1 tree with the offset of each element.'),
    valueOption('at', 'TIME', 'The time to judge validity at, in RFC 3339 (now).'),
  ],
  json: 'document',
  exitCodes: [
    [0, 'everything was recognised and is well-formed'],
    [1, 'with --fail-on: a finding is that grave'],
    [64, 'wrong usage'],
    [65, 'an input that cannot be read, is not recognised, not well-formed or stays encrypted'],
    [69, 'with --connect: there is no TLS server to look at'],
  ],
  examples: [
    { command: 'revoscope inspect client.pem', about: 'What is in this certificate?' },
    { command: 'revoscope inspect --password-file pw client.p12', about: 'Open a PKCS#12 file.' },
    { command: 'revoscope inspect --findings --fail-on warning *.crt', about: 'For a pipeline.' },
    { command: 'revoscope inspect --search 0x1F4 /etc/ssl/certs', about: 'Where is it?' },
    { command: 'revoscope inspect --asn1 answer.der', about: 'Down to the octets.' },
    { command: 'curl -s URL | revoscope inspect -', about: 'What did the server send?' },
  ],
  run,
};

async function run(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<Report, CliError>> {
  const given = args.positionals;
  const endpoint = args.value('connect');
  if (given.length === 0 && endpoint === null) {
    return err(
      usageError('inspect', 'Which file?', 'Give one or more files; "-" is standard input.'),
    );
  }
  const refused = refuseSecondStdin('inspect', given);
  if (refused !== null) return err(refused);
  const at = readTime(args, 'at');
  if (!at.ok) return at;
  const level = readLevel(args);
  if (!level.ok) return level;
  const passwords = await readPasswords(args, environment);
  if (!passwords.ok) return passwords;
  const context = { now: at.value ?? environment.clock.now(), passwords: passwords.value };

  const inspected: InspectedFile[] = [];
  const errors: (CliError & { code: 'input-unreadable' })[] = [];
  const sent =
    endpoint === null ? ok(null) : await connect(endpoint, args, { context, environment });
  if (!sent.ok) return sent;
  if (sent.value !== null) inspected.push(sent.value.file);
  const inputs: Input[] = [];
  for (const file of await filesOf(given, environment)) {
    const read = await readFile(file, environment);
    if (read.ok) inputs.push(read.value);
    else if (read.error.code === 'input-unreadable') errors.push(read.error);
    else return read;
  }
  const findIssuers = issuersIn(inputs, passwords.value);
  for (const { file, bytes } of inputs) {
    inspected.push({ file, objects: inspectInput(bytes, { ...context, findIssuers }) });
  }
  const [empty] = given;
  if (inspected.length === 0 && errors.length === 0 && empty !== undefined) {
    return err(
      unreadable(empty, { message: 'There is no file in this folder.', offset: null, path: null }),
    );
  }
  const [error] = errors;
  if (inspected.length === 0 && error !== undefined) return err(error);
  const search = args.value('search');
  const shown = search === null ? inspected : inspected.map((file) => found(file, search));
  const evidence = evidenceAmong(
    shown.flatMap(({ objects }) => objects),
    context.now,
  );
  return ok({
    exitCode: errors.length > 0 ? exitCode.unreadableInput : exitCodeOf(shown, level.value),
    json: {
      ...inspectionToJson(shown, errors),
      evidence: evidence === null ? null : evidenceToJson(evidence),
    },
    text: (style) => {
      if (args.has('text')) return textLines(shown);
      if (args.has('pem')) return inspectionToPem(shown);
      if (args.has('findings')) return findingsToText(shown, style);
      return [
        ...inspectionToText(shown, { style, tree: args.has('asn1') ? 'shown' : 'left-out' }),
        ...(evidence === null ? [] : evidenceText(evidence, style)),
      ];
    },
    remarks: [
      ...(sent.value === null ? [] : [sent.value.about]),
      ...errors.map(({ file, message }) => `${file}: ${message}`),
    ],
  });
}

function textLines(files: readonly InspectedFile[]): readonly string[] {
  return files.flatMap(({ objects }) =>
    objects.flatMap((object) => textOfObject(object).trimEnd().split('\n')),
  );
}

/** The files, folders opened. */
async function filesOf(
  given: readonly string[],
  environment: CliEnvironment,
): Promise<readonly string[]> {
  const lists = [];
  for (const file of given) {
    lists.push(file === '-' ? [file] : ((await environment.listFolder(file)) ?? [file]));
  }
  return lists.flat();
}

/** Of a file what a search finds, objects inside of others for themselves. */
function found({ file, objects }: InspectedFile, search: string): InspectedFile {
  const all = objects.flatMap(withContents).map((object) => ({ ...object, contains: [] }));
  return { file, objects: all.filter((object) => isFoundBy(object, search)) };
}

async function connect(
  endpoint: string,
  args: ParsedArguments,
  { context, environment }: { context: InspectContext; environment: CliEnvironment },
): Promise<Result<{ readonly file: InspectedFile; readonly about: string }, CliError>> {
  const serverName = args.value('servername');
  const sent = await fetchFromServer('inspect', { address: endpoint, serverName }, environment);
  if (!sent.ok) return sent;
  const { bundle, stapled, about } = sent.value;
  const objects = [
    ...(bundle.length === 0 ? [] : inspectInput(bundle, context)),
    ...(stapled === null ? [] : inspectInput(stapled, context)),
  ];
  return ok({ file: { file: endpoint, objects }, about });
}

function readLevel(args: ParsedArguments): Result<FindingSeverity | null, CliError> {
  const value = args.value('fail-on');
  if (value === null) return ok(null);
  const level = findingSeverities.find((severity) => severity === value);
  return level === undefined
    ? err(usageError('inspect', `--fail-on is error, warning or note, not "${value}".`))
    : ok(level);
}

function exitCodeOf(files: readonly InspectedFile[], level: FindingSeverity | null): number {
  const objects = files.flatMap(({ objects }) => objects.flatMap(withContents));
  if (objects.some(({ problem }) => problem !== null)) return exitCode.unreadableInput;
  const limit = level === null ? -1 : findingSeverities.indexOf(level);
  const isGrave = ({ severity }: Finding) => findingSeverities.indexOf(severity) <= limit;
  return objects.some(({ findings }) => findings.some(isGrave)) ? exitCode.found : exitCode.done;
}

async function readFile(
  file: string,
  environment: CliEnvironment,
): Promise<Result<Input, CliError>> {
  const name = nameOf(file);
  const read = await environment.readInput(file, maxBytes);
  if (!read.ok) {
    if (read.error.code === 'cancelled') return err({ code: 'cancelled' });
    return err(unreadable(name, { message: read.error.message, offset: null, path: null }));
  }
  if (read.value.length > maxBytes) {
    const message = 'The input is larger than 64 MiB and was not read further.';
    return err(unreadable(name, { message, offset: null, path: null }));
  }
  return ok({ file: name, bytes: read.value });
}
