import { randomUUID } from 'node:crypto';
import { authenticate } from '#engine/ask/authenticate.ts';
import { createMemoryCache } from '#engine/ask/cache/memory-cache.ts';
import { createHttpTransport } from '#engine/ask/transport/http-transport.ts';
import type { FlowEvent } from '#shared/flow/flow.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import type { Clock } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { flag } from '../arguments/option.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import {
  exchangeOptions,
  judgementOptions,
  readExchange,
  readJudgement,
} from '../arguments/policy-options.ts';
import { readTime } from '../arguments/values.ts';
import type { CliError } from '../cli-error.ts';
import type { Command, Report } from '../command.ts';
import type { CliEnvironment } from '../environment.ts';
import {
  type PresentedFiles,
  presentationOptions,
  readPresentation,
} from '../inputs/presentation.ts';
import { readResponderCertificate } from '../inputs/responder-certificate.ts';
import { reportVerdict, verdictExitCodes } from './verdict-report.ts';

/** `revoscope check`: asks the responder about one certificate. */
export const check: Command = {
  name: 'check',
  summary: 'Asks the OCSP responder whether a certificate is revoked.',
  synopsis: 'CERT [--issuer FILE] [options]',
  operands: 'files',
  about: [
    'Asks the OCSP responder of a certificate, runs every check on its answer, and says what an mTLS server would decide. Files are PEM or DER; "-" is standard input.',
  ],
  options: [
    ...presentationOptions,
    ...exchangeOptions,
    ...judgementOptions,
    flag('no-ocsp', 'Judges the chain alone and asks nobody: exits 0 where it holds, 3 where not.'),
    flag('gate', 'Exits by the decision: 0 allow, 1 deny.'),
  ],
  json: 'document',
  exitCodes: [
    [0, 'the chain holds and the status is good, or --no-ocsp is given; with --gate: allow'],
    ...verdictExitCodes.filter(([code]) => code !== 0),
  ],
  examples: [
    {
      command: 'revoscope check client.pem --issuer ca.pem',
      about: 'Asks the first OCSP URI of client.pem.',
    },
    {
      command:
        'revoscope check client.pem --issuer ca.pem --responder-uri http://127.0.0.1:8888/ --nonce require',
      about: 'Asks this responder, and accepts no answer that was given before.',
    },
    {
      command: 'revoscope check client.pem --issuer ca.pem --fallback allow --gate',
      about: 'Exits 0 where a server that fails open would let the client in.',
    },
    {
      command: 'revoscope check client.pem --issuer ca.pem --json | jq .status',
      about: 'For programs.',
    },
  ],
  run,
};

async function run(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<Report, CliError>> {
  const policy = readPolicy(args);
  if (!policy.ok) return policy;
  const at = readTime(args, 'at');
  if (!at.ok) return at;
  const responderFile = args.value('responder-cert');
  const others = responderFile === null ? [] : [responderFile];
  const presented = await readPresentation(args, others, environment);
  if (!presented.ok) return presented;
  const responderCertificate = await readResponderCertificate(args, environment);
  if (!responderCertificate.ok) return responderCertificate;

  const flow = await ask(
    presented.value,
    { ...policy.value, responderCertificate: responderCertificate.value },
    { ...environment, clock: clockAt(at.value, environment.clock) },
  );
  if (environment.signal.aborted) return err({ code: 'cancelled' });
  return ok(reportVerdict(flow, flow.startedAt, { args, remarks: presented.value.remarks }));
}

function readPolicy(args: ParsedArguments): Result<Policy, CliError> {
  const judgement = readJudgement(args);
  if (!judgement.ok) return judgement;
  const exchange = readExchange(args);
  if (!exchange.ok) return exchange;
  return ok({
    ...defaultPolicy,
    ...judgement.value,
    ...exchange.value,
    ocsp: args.has('no-ocsp') ? 'not-enabled' : 'enabled',
    cache: { ...defaultPolicy.cache, use: 'off' },
  });
}

/** A clock that stood at `at` when it was made; the given one where there is no `at`. */
function clockAt(at: EpochMs | null, clock: Clock): Clock {
  if (at === null) return clock;
  const began = clock.monotonic();
  return { now: () => at + (clock.monotonic() - began), monotonic: clock.monotonic };
}

async function ask(
  { certificate, chain, trustAnchors }: PresentedFiles,
  policy: Policy,
  { clock, random, signal, version }: CliEnvironment,
) {
  const transport = createHttpTransport({
    clock,
    network: () => 'any',
    proxy: () => null,
    version,
  });
  const id = randomUUID();
  const events: FlowEvent[] = [];
  const startedAt = clock.now();
  try {
    const outcome = await authenticate(
      { certificate, chain, trustAnchors, purpose: 'any', connection: null },
      {
        flowId: id,
        policy,
        signal,
        dependencies: { clock, random, transport, cache: createMemoryCache() },
        emit: (event) => events.push(event),
      },
    );
    return { id, source: 'check' as const, startedAt, policy, events, outcome };
  } finally {
    transport.close();
  }
}
