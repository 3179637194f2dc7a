import type { Variables } from '#engine/ask/transport/proxy-variables.ts';
import type { PortWish, PortWishes } from '#lab/lab.ts';
import { defaultMtlsSettings, type MtlsSettings } from '#shared/model/mtls.ts';
import { type CachePolicy, defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { decideAsOptions } from '../arguments/judge-options.ts';
import { type NetworkPlan, readNetwork } from '../arguments/network-options.ts';
import { flag, type Option, valueOption } from '../arguments/option.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { readExchange, readJudgement } from '../arguments/policy-options.ts';
import { readChoice, readWhole } from '../arguments/values.ts';
import { type CliError, usageError } from '../cli-error.ts';

/** The port of the window's server as well: one of them at a time unless another is given. */
const defaultPort = 8443;
const longestLifeSeconds = 2_592_000;

/** Options of `serve` beside those that `check` has too. */
export const serverOptions: readonly Option[] = [
  flag('lab', 'Brings a CA, two OCSP responders, a server certificate and clients for each case.'),
  valueOption(
    'lab-dir',
    'DIR',
    'Where the lab is kept, so that its certificates serve again next time: a new or empty folder, or that of an earlier lab (a temporary one, removed at the end).',
  ),
  valueOption(
    'lab-responder-port',
    'N',
    "The port of the lab's responder, which its certificates name: another one than a kept lab has issues them anew, 0 takes any that is free (any for a new lab, its own for a kept one).",
  ),
  valueOption(
    'lab-backup-port',
    'N',
    'The same for its second responder, to which second URIs lead.',
  ),
  valueOption('port', 'N', `The server's port; 0 takes any that is free (${defaultPort}).`),
  valueOption('host', 'ADDRESS', 'An IP address of this machine (127.0.0.1).'),
  flag('expose', 'Confirms that others may reach the server, where --host is not loopback.'),
  valueOption(
    'server-cert',
    'FILE',
    "The server's certificate, then the CAs that lead to its root (the lab's).",
  ),
  valueOption('server-key', 'FILE', 'Its private key.'),
  valueOption(
    'server-key-password-file',
    'FILE',
    'A file whose first line is the password of the private key, where that is encrypted.',
  ),
  valueOption(
    'client-ca',
    'FILE',
    'A CA whose clients are accepted, beside that of the lab.',
    'many',
  ),
  valueOption(
    'deny',
    'answer|close',
    'Whether a denied client gets a 403 with the reasons, or its connection closed (answer).',
  ),
  valueOption(
    'recheck',
    'each-request|each-connection',
    'How often a client is decided on (each-request).',
  ),
  ...decideAsOptions,
  flag('no-ocsp', 'Judges the chain alone: OCSP checking is not enabled.'),
  valueOption('cache-min', 'SECONDS', 'The shortest life of a cached answer (1800).'),
  valueOption('cache-max', 'SECONDS', 'The longest life of a cached answer (3600).'),
  flag('json', 'One JSON document a line on standard output (NDJSON) and nothing else there.'),
];

/** What the command line says of server and policy, without its files. */
export interface ServePlan {
  readonly settings: MtlsSettings;
  /** Without the responder certificate, which is in a file. */
  readonly policy: Policy;
  /** Where responders may be, and how they are reached. */
  readonly network: NetworkPlan;
  /** null without `--lab`. */
  readonly lab: LabPlan | null;
}

export interface LabPlan {
  /** null keeps the lab in a temporary folder. */
  readonly folder: string | null;
  readonly ports: PortWishes;
}

/** Reads everything that is said on the command line itself. */
export function readServePlan(
  args: ParsedArguments,
  variables: Variables,
): Result<ServePlan, CliError> {
  const [stray] = args.positionals;
  if (stray !== undefined) {
    return err(
      usageError('serve', `"${stray}" has no place here: certificates come with options.`),
    );
  }
  const settings = readSettings(args);
  if (!settings.ok) return settings;
  const lab = readLabPlan(args);
  if (!lab.ok) return lab;
  const missing = findMissing(args);
  if (missing !== null) return err(missing);
  const policy = readPolicy(args);
  if (!policy.ok) return policy;
  const network = readNetwork(args, variables);
  if (!network.ok) return network;
  return ok({
    settings: settings.value,
    policy: { ...policy.value, addressPolicy: network.value.addressPolicy },
    network: network.value,
    lab: lab.value,
  });
}

function readSettings(args: ParsedArguments): Result<MtlsSettings, CliError> {
  const port = readPort(args, 'port', defaultPort);
  if (!port.ok) return port;
  const denial = readChoice(args, 'deny', {
    words: ['answer', 'close'] as const,
    fallback: defaultMtlsSettings.denial,
  });
  if (!denial.ok) return denial;
  const recheck = readChoice(args, 'recheck', {
    words: ['each-request', 'each-connection'] as const,
    fallback: defaultMtlsSettings.recheck,
  });
  if (!recheck.ok) return recheck;
  return ok({
    host: args.value('host') ?? defaultMtlsSettings.host,
    port: port.value,
    exposure: args.has('expose') ? 'confirmed' : 'loopback-only',
    denial: denial.value,
    recheck: recheck.value,
  });
}

function readPort(args: ParsedArguments, name: string, fallback: number): Result<number, CliError> {
  const given = args.value(name);
  if (given === null) return ok(fallback);
  const number = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN;
  if (number <= 65_535) return ok(number);
  const message = `--${name} is a port from 1 to 65535, or 0 for any that is free, not "${given}".`;
  return err(usageError('serve', message));
}

function readLabPlan(args: ParsedArguments): Result<LabPlan | null, CliError> {
  const responder = readPortWish(args, 'lab-responder-port');
  if (!responder.ok) return responder;
  const backup = readPortWish(args, 'lab-backup-port');
  if (!backup.ok) return backup;
  const ports = { responder: responder.value, backup: backup.value };
  if (args.has('lab')) return ok({ folder: args.value('lab-dir'), ports });
  const idle = ['lab-dir', 'lab-responder-port', 'lab-backup-port'].find((name) => args.has(name));
  if (idle === undefined) return ok(null);
  return err(usageError('serve', `--${idle} is about the lab: give --lab as well.`));
}

/** What nobody asked for is no reason to issue certificates anew: without a word, the lab keeps its ports or stops. */
function readPortWish(args: ParsedArguments, name: string): Result<PortWish, CliError> {
  if (!args.has(name)) return ok({ port: null, whenTaken: 'refuse' });
  const port = readPort(args, name, 0);
  if (!port.ok) return port;
  return ok(
    port.value === 0
      ? { port: null, whenTaken: 'move' }
      : { port: port.value, whenTaken: 'refuse' },
  );
}

/** Certificate and key belong together, and without a lab all three have to be given. */
function findMissing(args: ParsedArguments): CliError | null {
  const [has, hasKey] = [args.has('server-cert'), args.has('server-key')];
  if (has && !hasKey) return usageError('serve', '--server-cert needs its key: --server-key FILE.');
  if (hasKey && !has) {
    return usageError('serve', '--server-key needs its certificate: --server-cert FILE.');
  }
  if (args.has('server-key-password-file') && !hasKey) {
    return usageError('serve', '--server-key-password-file needs a key: --server-key FILE.');
  }
  if (args.has('lab')) return null;
  const missing = ['server-cert', 'server-key', 'client-ca'].filter((name) => !args.has(name));
  if (missing.length === 0) return null;
  const message = `Without --lab, certificates are needed: ${missing.map((name) => `--${name} FILE`).join(', ')}.`;
  return usageError('serve', message, 'Or let the lab bring them: revoscope serve --lab');
}

function readPolicy(args: ParsedArguments): Result<Policy, CliError> {
  const judgement = readJudgement(args);
  if (!judgement.ok) return judgement;
  const exchange = readExchange(args);
  if (!exchange.ok) return exchange;
  const cache = readCache(args);
  if (!cache.ok) return cache;
  return ok({
    ...defaultPolicy,
    ...judgement.value,
    ...exchange.value,
    ocsp: args.has('no-ocsp') ? 'not-enabled' : 'enabled',
    cache: cache.value,
  });
}

function readCache(args: ParsedArguments): Result<CachePolicy, CliError> {
  const usual = defaultPolicy.cache;
  const bounds = { min: 1, max: longestLifeSeconds, unit: 'seconds' };
  const min = readWhole(args, 'cache-min', { ...bounds, fallback: usual.minSeconds });
  if (!min.ok) return min;
  const max = readWhole(args, 'cache-max', { ...bounds, fallback: usual.maxSeconds });
  if (!max.ok) return max;
  if (min.value <= max.value) {
    return ok({ ...usual, minSeconds: min.value, maxSeconds: max.value });
  }
  const message = `The shortest life of a cached answer (--cache-min, ${min.value}) is longer than the longest (--cache-max, ${max.value}).`;
  return err(usageError('serve', message, 'Give both, the first at most as long as the second.'));
}
