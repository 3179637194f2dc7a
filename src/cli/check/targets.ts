import {
  type EndpointAddress,
  looksLikeEndpoint,
  parseEndpoint,
} from '#engine/ask/tls-endpoint/endpoint-address.ts';
import { loadCertificates, maxInputBytes } from '#inspect/load-objects.ts';
import { isSameName } from '#pki/x509/name.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { type CliError, usageError } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';
import { refuseSecondStdin } from '../inputs/input-files.ts';
import { trustFileNames } from '../inputs/presentation.ts';

/** What `check` is asked about: a file with a certificate, or a TLS server that has one. */
export type Target =
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'endpoint'; readonly name: string; readonly address: EndpointAddress };

/** All that `check` is asked about, in the order of the command line. */
export interface Targets {
  /** `one` is told in full, `many` in a line each. */
  readonly form: 'one' | 'many';
  readonly list: readonly Target[];
  readonly remarks: readonly string[];
}

/** The most certificates of one run. */
const mostTargets = 10_000;

/** Files of a folder that may hold a certificate. */
const certificateFile = /\.(?:pem|crt|cer|cert|der)$/i;

/** Reads `FILE…|DIR|HOST:PORT`. */
export async function readTargets(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<Targets, CliError>> {
  const given = args.positionals;
  if (given.length === 0) {
    const hint = 'Give the file that holds it, a folder, or HOST:PORT.';
    return err(usageError(args.command, 'Which certificate?', hint));
  }
  const responder = args.value('responder-cert');
  const others = [...trustFileNames(args), ...(responder === null ? [] : [responder])];
  const refused = refuseSecondStdin(args.command, [...given, ...others]);
  if (refused !== null) return err(refused);

  const list: Target[] = [];
  const remarks: string[] = [];
  let form: Targets['form'] = given.length === 1 ? 'one' : 'many';
  for (const name of given) {
    const files = name === '-' ? null : await environment.listFolder(name);
    if (files !== null) {
      form = 'many';
      const found = await certificatesIn(files, environment);
      list.push(...found.map((file) => ({ kind: 'file', name: file }) as const));
      if (found.length < files.length) remarks.push(leftOut(name, files.length - found.length));
      continue;
    }
    const target = readTarget(args.command, name);
    if (!target.ok) return target;
    list.push(target.value);
  }
  if (list.length === 0) {
    return err(usageError(args.command, `There is no certificate in ${given.join(', ')}.`));
  }
  if (list.length > mostTargets) {
    const message = `At most ${mostTargets} certificates at a time; these are ${list.length}.`;
    return err(usageError(args.command, message));
  }
  return ok({ form, list, remarks });
}

function readTarget(command: string, name: string): Result<Target, CliError> {
  if (!looksLikeEndpoint(name)) return ok({ kind: 'file', name });
  const address = parseEndpoint(name);
  if (address.ok) return ok({ kind: 'endpoint', name, address: address.value });
  const hint = `A file of that name is given as ./${name}`;
  return err(usageError(command, `"${name}" cannot be connected to: ${address.error}.`, hint));
}

function leftOut(folder: string, count: number): string {
  const what = count === 1 ? 'One file' : `${count} files`;
  return `${what} in ${folder} left out: no certificate by the name or inside, or a root CA alone.`;
}

async function certificatesIn(
  files: readonly string[],
  environment: CliEnvironment,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const file of files) {
    if (certificateFile.test(file) && (await isWorthAsking(file, environment))) found.push(file);
  }
  return found;
}

/** A root CA has nobody above it who could revoke it. What cannot be read is told when its turn comes. */
async function isWorthAsking(file: string, environment: CliEnvironment): Promise<boolean> {
  const read = await environment.readInput(file, maxInputBytes);
  if (!read.ok) return true;
  const { certificates, problems } = loadCertificates(read.value, file);
  if (certificates.length === 0) {
    return problems.some(({ code }) => code === 'malformed' || code === 'too-large');
  }
  return certificates.some(({ subject, issuer }) => !isSameName(subject, issuer));
}
