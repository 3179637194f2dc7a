import type { MatrixTarget, TargetTrust } from '#matrix/target.ts';
import type { SuccessCriterion } from '#shared/model/matrix-run.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { readChoice } from '../arguments/values.ts';
import { type CliError, usageError } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';
import { readOctets } from '../inputs/input-files.ts';
import { readAddress } from './matrix-plan.ts';

/** Reads the servers that are to be tried, and how. */
export async function readTargets(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<readonly MatrixTarget[], CliError>> {
  if (args.positionals.length === 0) {
    const hint = 'Give its URL, such as https://gate.example:8443/';
    return err(usageError('matrix', 'Which server?', hint));
  }
  const trust = await readTrust(args, environment);
  if (!trust.ok) return trust;
  const tls = readChoice(args, 'tls', { words: ['any', '1.2', '1.3'] as const, fallback: 'any' });
  if (!tls.ok) return tls;
  const method = readChoice(args, 'method', {
    words: ['GET', 'HEAD', 'POST', 'OPTIONS'] as const,
    fallback: 'GET',
  });
  if (!method.ok) return method;
  const success = readSuccess(args);
  if (!success.ok) return success;
  const connectTo = readAddress(args, 'connect') ?? ok(null);
  if (!connectTo.ok) return connectTo;
  const targets: MatrixTarget[] = [];
  for (const given of args.positionals) {
    const url = URL.canParse(given) ? new URL(given) : null;
    if (url === null || url.protocol !== 'https:') {
      const message = `"${given}" is no https URL such as https://gate.example:8443/`;
      return err(usageError('matrix', message));
    }
    targets.push({
      name: url.host,
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port === '' ? 443 : Number(url.port),
      path: `${url.pathname}${url.search}`,
      method: method.value,
      connectTo: connectTo.value,
      serverName: args.value('sni'),
      hostHeader: args.value('host-header'),
      trust: trust.value,
      tls: tls.value === 'any' ? 'any' : tls.value === '1.2' ? 'TLSv1.2' : 'TLSv1.3',
      success: success.value,
    });
  }
  return ok(targets);
}

async function readTrust(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<TargetTrust, CliError>> {
  const file = args.value('trust');
  if (file === null) return ok({ by: 'first-use' });
  const octets = await readOctets(file, environment);
  if (!octets.ok) return octets;
  const pem = new TextDecoder().decode(octets.value);
  if (pem.includes('-----BEGIN CERTIFICATE-----')) return ok({ by: 'cas', pem });
  return err(usageError('matrix', `--trust: there is no certificate in PEM in ${file}.`));
}

function readSuccess(args: ParsedArguments): Result<SuccessCriterion | null, CliError> {
  const status = args.value('success-status');
  const header = args.value('success-header');
  const bodyContains = args.value('success-body');
  if (status === null && header === null && bodyContains === null) return ok(null);
  if (status !== null && !/^\d{3}(?:,\d{3})*$/.test(status)) {
    const message = `--success-status is a list such as 200,204, not "${status}".`;
    return err(usageError('matrix', message));
  }
  const at = header?.indexOf(':') ?? -1;
  if (header !== null && at < 1) {
    return err(usageError('matrix', `--success-header is NAME:TEXT, not "${header}".`));
  }
  return ok({
    statuses: status === null ? null : status.split(',').map(Number),
    header:
      header === null
        ? null
        : { name: header.slice(0, at).trim().toLowerCase(), contains: header.slice(at + 1).trim() },
    bodyContains,
  });
}
