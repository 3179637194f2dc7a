import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { ok, type Result } from '#shared/model/result.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { type NetworkPlan, readNetwork } from '../arguments/network-options.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { readExchange, readJudgement } from '../arguments/policy-options.ts';
import { readChoice, readTime } from '../arguments/values.ts';
import type { CliError } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';
import { readResponderCertificate } from '../inputs/responder-certificate.ts';

/** How `check` asks and judges, whatever it is asked about. */
export interface CheckPlan {
  readonly policy: Policy;
  readonly network: NetworkPlan;
  /** The time to judge at; null for now. */
  readonly at: EpochMs | null;
  /** Whether the responders of the CAs above the certificate are asked as well. */
  readonly scope: 'leaf' | 'all';
  /** The name to ask a TLS server for; null takes the host. */
  readonly serverName: string | null;
}

/** Reads the options of `check` that are about asking and judging. */
export async function readCheckPlan(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<CheckPlan, CliError>> {
  const judgement = readJudgement(args);
  if (!judgement.ok) return judgement;
  const exchange = readExchange(args);
  if (!exchange.ok) return exchange;
  const network = readNetwork(args, environment.variables);
  if (!network.ok) return network;
  const at = readTime(args, 'at');
  if (!at.ok) return at;
  const scope = readChoice(args, 'check-chain', {
    words: ['leaf', 'all'] as const,
    fallback: 'leaf',
  });
  if (!scope.ok) return scope;
  const responderCertificate = await readResponderCertificate(args, environment);
  if (!responderCertificate.ok) return responderCertificate;
  const policy: Policy = {
    ...defaultPolicy,
    ...judgement.value,
    ...exchange.value,
    // A CA above is asked about on its own, and has a verdict of its own.
    scope: 'leaf',
    ocsp: args.has('no-ocsp') ? 'not-enabled' : 'enabled',
    addressPolicy: network.value.addressPolicy,
    responderCertificate: responderCertificate.value,
    cache: { ...defaultPolicy.cache, use: 'off' },
  };
  return ok({
    policy,
    network: network.value,
    at: at.value,
    scope: scope.value,
    serverName: args.value('sni'),
  });
}
