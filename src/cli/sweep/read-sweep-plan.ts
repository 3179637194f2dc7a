import { parseResponderUri } from '#engine/ask/transport/responder-target.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { SweepPlan } from '#workbench/sweep/sweep-plan.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { readChoice, readWhole } from '../arguments/values.ts';
import { type CliError, usageError } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';
import { readAllCertificates } from '../inputs/input-files.ts';

/** Reads how the sweep asks. */
export async function readSweepPlan(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<SweepPlan, CliError>> {
  const issuers = await readIssuers(args, environment);
  if (!issuers.ok) return issuers;
  const number = (name: string, min: number, max: number, fallback: number) =>
    readWhole(args, name, { min, max, unit: name, fallback });
  const parallel = number('parallel', 1, 256, 8);
  if (!parallel.ok) return parallel;
  const perSecond = readWhole(args, 'rate', {
    min: 1,
    max: 100_000,
    unit: 'exchanges a second',
    fallback: null,
  });
  if (!perSecond.ok) return perSecond;
  const batch = number('batch', 1, 100, 1);
  if (!batch.ok) return batch;
  const retries = number('retries', 0, 20, 3);
  if (!retries.ok) return retries;
  const timeout = number('timeout', 1, 600_000, defaultPolicy.totalTimeoutMs);
  if (!timeout.ok) return timeout;
  const hash = readChoice(args, 'hash', {
    words: ['sha1', 'sha256', 'sha384', 'sha512'] as const,
    fallback: defaultPolicy.hash,
  });
  if (!hash.ok) return hash;
  const addressPolicy = readChoice(args, 'address-policy', {
    words: ['any', 'public-only', 'loopback-only'] as const,
    fallback: 'any',
  });
  if (!addressPolicy.ok) return addressPolicy;
  const responderUri = args.value('responder-uri');
  if (responderUri !== null && !parseResponderUri(responderUri).ok) {
    return err(usageError('sweep', `--responder-uri is an http URI, not "${responderUri}".`));
  }
  return ok({
    policy: {
      ...defaultPolicy,
      responderUri,
      hash: hash.value,
      addressPolicy: addressPolicy.value,
      totalTimeoutMs: timeout.value,
      connectTimeoutMs: Math.min(defaultPolicy.connectTimeoutMs, timeout.value),
      maxResponseBytes: 1_048_576,
    },
    issuers: issuers.value,
    parallel: parallel.value,
    perSecond: perSecond.value,
    batch: batch.value,
    retries: retries.value,
    backOffMs: 500,
  });
}

async function readIssuers(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<readonly Certificate[], CliError>> {
  const files = args.values('issuer');
  if (files.length === 0) {
    return err(usageError('sweep', 'Who issued them?', 'Give the CAs with --issuer FILE.'));
  }
  const read = await readAllCertificates(files, environment);
  return read.ok ? ok(read.value.certificates) : read;
}
