import { parseResponderUri } from '#engine/ask/transport/responder-target.ts';
import type { Fallback, Policy } from '#shared/model/policy.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { type CliError, usageError } from '../cli-error.ts';
import { type Option, valueOption } from './option.ts';
import type { ParsedArguments } from './parse-arguments.ts';
import { readChoice, readWhole } from './values.ts';

/** How an answer is judged and what follows from it: for `check` and `verify` alike. */
export const judgementOptions: readonly Option[] = [
  valueOption(
    'responder-cert',
    'FILE',
    'The certificate that has to have signed the answer; without it, the issuing CA or a responder that the CA authorized.',
  ),
  valueOption(
    'fallback',
    'allow|block',
    'The decision where the status is unknown or indeterminate (block).',
  ),
  valueOption('max-age', 'SECONDS', 'The oldest thisUpdate that is accepted (any).'),
  valueOption('skew', 'SECONDS', 'By how much clocks may differ (300).'),
  valueOption(
    'hash-policy',
    'warn-sha1|fail-sha1',
    'Whether an answer signed with SHA-1 is accepted with a warning or fails (warn-sha1).',
  ),
  valueOption('at', 'TIME', 'The time to judge at, in RFC 3339 (now).'),
];

/** How the responder is asked: for `check`. */
export const exchangeOptions: readonly Option[] = [
  valueOption(
    'responder-uri',
    'URI',
    "The responder to ask; without it, the first OCSP URI of the certificate's AIA, and never another one.",
  ),
  valueOption('hash', 'sha1|sha256|sha384|sha512', 'What the CertID is hashed with (sha1).'),
  valueOption('nonce', 'omit|send|require', 'Whether the request has a nonce (omit).'),
  valueOption(
    'method',
    'auto|get|post',
    'How the request is sent; auto takes GET where it is short enough (auto).',
  ),
  valueOption('timeout', 'MS', 'Milliseconds for the whole exchange (10000).'),
];

const longestTimeoutMs = 600_000;
const longestSkewSeconds = 86_400;
const oldestAgeSeconds = 315_360_000;

type Judgement = Pick<Policy, 'fallback' | 'skewSeconds' | 'maxAgeSeconds' | 'sha1Signatures'>;

/** Reads `judgementOptions`, but for those that name a file or a time. */
export function readJudgement(args: ParsedArguments): Result<Judgement, CliError> {
  const fallbacks = ['allow', 'block'] as const;
  const fallback = readChoice<Fallback>(args, 'fallback', {
    words: fallbacks,
    fallback: defaultPolicy.fallback,
  });
  if (!fallback.ok) return fallback;
  const skew = readWhole(args, 'skew', {
    min: 0,
    max: longestSkewSeconds,
    unit: 'seconds',
    fallback: defaultPolicy.skewSeconds,
  });
  if (!skew.ok) return skew;
  const maxAge = readWhole(args, 'max-age', {
    min: 0,
    max: oldestAgeSeconds,
    unit: 'seconds',
    fallback: null,
  });
  if (!maxAge.ok) return maxAge;
  const hashPolicy = readChoice(args, 'hash-policy', {
    words: ['warn-sha1', 'fail-sha1'] as const,
    fallback: 'warn-sha1',
  });
  if (!hashPolicy.ok) return hashPolicy;
  return ok({
    fallback: fallback.value,
    skewSeconds: skew.value,
    maxAgeSeconds: maxAge.value,
    sha1Signatures: hashPolicy.value === 'fail-sha1' ? 'fail' : 'warn',
  });
}

type Exchange = Pick<
  Policy,
  'responderUri' | 'hash' | 'nonce' | 'method' | 'connectTimeoutMs' | 'totalTimeoutMs'
>;

/** Reads `exchangeOptions`. */
export function readExchange(args: ParsedArguments): Result<Exchange, CliError> {
  const responderUri = readResponderUri(args);
  if (!responderUri.ok) return responderUri;
  const hash = readChoice(args, 'hash', {
    words: ['sha1', 'sha256', 'sha384', 'sha512'] as const,
    fallback: defaultPolicy.hash,
  });
  if (!hash.ok) return hash;
  const nonce = readChoice(args, 'nonce', {
    words: ['omit', 'send', 'require'] as const,
    fallback: defaultPolicy.nonce,
  });
  if (!nonce.ok) return nonce;
  const method = readChoice(args, 'method', {
    words: ['auto', 'get', 'post'] as const,
    fallback: defaultPolicy.method,
  });
  if (!method.ok) return method;
  const timeout = readWhole(args, 'timeout', {
    min: 1,
    max: longestTimeoutMs,
    unit: 'milliseconds',
    fallback: defaultPolicy.totalTimeoutMs,
  });
  if (!timeout.ok) return timeout;
  return ok({
    responderUri: responderUri.value,
    hash: hash.value,
    nonce: nonce.value,
    method: method.value,
    connectTimeoutMs: Math.min(defaultPolicy.connectTimeoutMs, timeout.value),
    totalTimeoutMs: timeout.value,
  });
}

function readResponderUri(args: ParsedArguments): Result<string | null, CliError> {
  const given = args.value('responder-uri');
  if (given === null) return ok(null);
  const target = parseResponderUri(given);
  if (target.ok) return ok(given);
  const message = `--responder-uri is an http or https URI such as http://ocsp.example.com/, not "${given}".`;
  return err(usageError(args.command, message));
}
