import { type MatrixCase, matrixCases } from '#matrix/cases.ts';
import { expectationNames, expectationOf, expectations } from '#matrix/expect.ts';
import type { NamedExpectation } from '#shared/model/matrix-run.ts';
import type { NetworkMode } from '#shared/model/policy.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { readNetwork } from '../arguments/network-options.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { readChoice, readWhole } from '../arguments/values.ts';
import { type CliError, usageError } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';
import { readPolicyInput } from '../policy/policy-input.ts';

/** How a run is made, apart from its targets. */
export interface MatrixPlan {
  readonly expectation: NamedExpectation;
  readonly cases: readonly MatrixCase[];
  readonly patienceMs: number;
  readonly parallel: number;
  readonly failOn: 'breach' | 'opens' | 'any';
  readonly listen: { readonly host: string; readonly port: number };
  readonly responderUrl: string | null;
  readonly network: NetworkMode;
}

/** Reads what the command line says of the run. */
export async function readPlan(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<MatrixPlan, CliError>> {
  const expectation = await readExpectation(args, environment);
  if (!expectation.ok) return expectation;
  const cases = readCases(args);
  if (!cases.ok) return cases;
  const seconds = { min: 1, max: 3_600, unit: 'seconds', fallback: 20 };
  const patience = readWhole(args, 'patience', seconds);
  if (!patience.ok) return patience;
  const parallel = readWhole(args, 'parallel', { min: 1, max: 64, unit: 'visits', fallback: 4 });
  if (!parallel.ok) return parallel;
  const words = ['breach', 'opens', 'any'] as const;
  const failOn = readChoice(args, 'fail-on', { words, fallback: 'any' });
  if (!failOn.ok) return failOn;
  const listen = readAddress(args, 'listen') ?? ok({ host: '127.0.0.1', port: 0 });
  if (!listen.ok) return listen;
  if (!isLoopback(listen.value.host) && !args.has('expose')) {
    const message = `At ${listen.value.host} others can reach the responder.`;
    return err(usageError('matrix', message, 'Add --expose if that is meant.'));
  }
  const network = readNetwork(args, environment.variables);
  if (!network.ok) return network;
  const responderUrl = readResponderUrl(args);
  if (!responderUrl.ok) return responderUrl;
  return ok({
    expectation: expectation.value,
    cases: cases.value,
    patienceMs: patience.value * 1_000,
    parallel: parallel.value,
    failOn: failOn.value,
    listen: listen.value,
    responderUrl: responderUrl.value,
    network: network.value.network,
  });
}

async function readExpectation(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<NamedExpectation, CliError>> {
  const name = readChoice(args, 'expect', {
    words: [...expectationNames, 'policy'] as const,
    fallback: 'closed',
  });
  if (!name.ok) return name;
  if (name.value !== 'policy') return ok({ name: name.value, table: expectations[name.value] });
  const file = args.value('policy');
  if (file === null) {
    return err(usageError('matrix', 'Which policy?', 'Give its file with --policy FILE.'));
  }
  const policy = await readPolicyInput(file, environment);
  return policy.ok ? ok({ name: `policy ${file}`, table: expectationOf(policy.value) }) : policy;
}

function readCases(args: ParsedArguments): Result<readonly MatrixCase[], CliError> {
  const given = args.value('cases') ?? 'all';
  if (given === 'all') return ok(matrixCases);
  if (given === 'core') return ok(matrixCases.filter(({ core }) => core));
  const ids = given.split(',');
  const stray = ids.find((id) => matrixCases.every((each) => each.id !== id));
  if (stray === undefined) return ok(matrixCases.filter(({ id }) => ids.includes(id)));
  const hint = `There are core, all, and ${matrixCases.map(({ id }) => id).join(', ')}.`;
  return err(usageError('matrix', `There is no case "${stray}".`, hint));
}

/** `HOST:PORT` of an option; null where it is not given. */
export function readAddress(
  args: ParsedArguments,
  name: string,
): Result<{ readonly host: string; readonly port: number }, CliError> | null {
  const given = args.value(name);
  if (given === null) return null;
  const [, six, plain, port] = /^(?:\[([^\]]+)\]|([^:\s]+)):(\d{1,5})$/.exec(given) ?? [];
  const host = six ?? plain;
  if (host !== undefined && Number(port) <= 65_535) return ok({ host, port: Number(port) });
  const message = `--${name} is an address and a port such as 127.0.0.1:8080, not "${given}".`;
  return err(usageError('matrix', message));
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

function readResponderUrl(args: ParsedArguments): Result<string | null, CliError> {
  const given = args.value('responder-url');
  if (given === null) return ok(null);
  if (URL.canParse(given) && new URL(given).protocol === 'http:') {
    return ok(given.replace(/\/+$/, ''));
  }
  const message = `--responder-url is an http URL such as http://10.0.0.5:22000, not "${given}".`;
  return err(usageError('matrix', message));
}
