import { parseResponderUri } from '#engine/ask/transport/responder-target.ts';
import {
  defaultPolicy,
  type Fallback,
  type FallbackCause,
  fallbackCauses,
  noFallbackByCause,
  type Policy,
  type ResponderTrust,
} from '#shared/model/policy.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { type CliError, usageError } from '../cli-error.ts';
import { type Option, valueOption } from './option.ts';
import type { ParsedArguments } from './parse-arguments.ts';
import { readChoice, readWhole } from './values.ts';

const causeAbout: Readonly<Record<FallbackCause, string>> = {
  unknown: 'The same for unknown alone (as --fallback).',
  'no-answer': 'The same where nobody answers, or with an error only (as --fallback).',
  'answer-not-valid': 'The same where a check of the answer fails (as --fallback).',
};

/** How an answer is judged and what follows from it: for `check` and `verify` alike. */
export const judgementOptions: readonly Option[] = [
  valueOption(
    'responder-cert',
    'FILE',
    'A responder certificate that is trusted for its answers; --responder-trust says how far.',
  ),
  valueOption(
    'responder-trust',
    'WORD',
    'Who may sign beside or instead of --responder-cert: issuer-or-delegate (the certificate only helps to find the signer), also-this-certificate, or only-this-certificate (also-this-certificate).',
  ),
  valueOption(
    'fallback',
    'allow|block',
    'The decision where the status is unknown or indeterminate (block).',
  ),
  ...fallbackCauses.map((cause) =>
    valueOption(`fallback-${cause}`, 'allow|block', causeAbout[cause]),
  ),
  valueOption('max-age', 'SECONDS', 'The oldest thisUpdate that is accepted (any).'),
  valueOption('skew', 'SECONDS', 'By how much clocks may differ (300).'),
  valueOption(
    'hash-policy',
    'warn-sha1|fail-sha1',
    'Whether an answer signed with SHA-1 is accepted with a warning or fails (warn-sha1).',
  ),
  valueOption(
    'small-keys',
    'warn|fail',
    'What a signing key below 2048 bits (RSA) or 224 bits (EC) means; RSA below 1024 bits always fails (warn).',
  ),
  valueOption(
    'encoding',
    'warn|fail',
    'What an answer means that can be read and is not strictly encoded (warn).',
  ),
  valueOption('at', 'TIME', 'The time to judge at, in RFC 3339 (now).'),
];

/** How the responder is asked: for `check`. */
export const exchangeOptions: readonly Option[] = [
  valueOption(
    'responder-uri',
    'URI',
    "The responder to ask; without it, the OCSP URI of the certificate's AIA.",
  ),
  valueOption(
    'aia',
    'first-only|each-in-turn',
    'Which OCSP URIs of the AIA are asked: the first alone, or the next one where one brings no valid answer (first-only).',
  ),
  valueOption(
    'check-chain',
    'leaf|all',
    'Whether the CAs between the certificate and the trusted one are asked about as well (leaf).',
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

type Judgement = Pick<
  Policy,
  | 'fallback'
  | 'fallbackByCause'
  | 'skewSeconds'
  | 'maxAgeSeconds'
  | 'sha1Signatures'
  | 'smallKeys'
  | 'encoding'
  | 'responderTrust'
>;

/** Reads `judgementOptions`, but for those that name a file or a time. */
export function readJudgement(args: ParsedArguments): Result<Judgement, CliError> {
  const fallback = readFallback(args);
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
  const smallKeys = readSeverity(args, 'small-keys');
  if (!smallKeys.ok) return smallKeys;
  const encoding = readSeverity(args, 'encoding');
  if (!encoding.ok) return encoding;
  const responderTrust = readResponderTrust(args);
  if (!responderTrust.ok) return responderTrust;
  return ok({
    ...fallback.value,
    skewSeconds: skew.value,
    maxAgeSeconds: maxAge.value,
    sha1Signatures: hashPolicy.value === 'fail-sha1' ? 'fail' : 'warn',
    smallKeys: smallKeys.value,
    encoding: encoding.value,
    responderTrust: responderTrust.value,
  });
}

function readSeverity(
  args: ParsedArguments,
  name: 'small-keys' | 'encoding',
): Result<'warn' | 'fail', CliError> {
  return readChoice(args, name, { words: ['warn', 'fail'] as const, fallback: 'warn' });
}

function readFallback(
  args: ParsedArguments,
): Result<Pick<Policy, 'fallback' | 'fallbackByCause'>, CliError> {
  const words = ['allow', 'block'] as const;
  const { fallback: usual } = defaultPolicy;
  const fallback = readChoice<Fallback>(args, 'fallback', { words, fallback: usual });
  if (!fallback.ok) return fallback;
  let fallbackByCause = noFallbackByCause;
  for (const cause of fallbackCauses) {
    const name = `fallback-${cause}`;
    if (!args.has(name)) continue;
    const own = readChoice<Fallback>(args, name, { words, fallback: fallback.value });
    if (!own.ok) return own;
    fallbackByCause = { ...fallbackByCause, [cause]: own.value };
  }
  return ok({ fallback: fallback.value, fallbackByCause });
}

function readResponderTrust(args: ParsedArguments): Result<ResponderTrust, CliError> {
  const trust = readChoice<ResponderTrust>(args, 'responder-trust', {
    words: ['issuer-or-delegate', 'also-this-certificate', 'only-this-certificate'],
    fallback: defaultPolicy.responderTrust,
  });
  if (!trust.ok || !args.has('responder-trust') || args.has('responder-cert')) return trust;
  const message = '--responder-trust is about a responder certificate.';
  return err(usageError(args.command, message, 'Give it with --responder-cert FILE.'));
}

type Exchange = Pick<
  Policy,
  | 'responderUri'
  | 'aiaUris'
  | 'scope'
  | 'hash'
  | 'nonce'
  | 'method'
  | 'connectTimeoutMs'
  | 'totalTimeoutMs'
>;

/** Reads `exchangeOptions`. */
export function readExchange(args: ParsedArguments): Result<Exchange, CliError> {
  const responderUri = readResponderUri(args);
  if (!responderUri.ok) return responderUri;
  const aiaUris = readChoice(args, 'aia', {
    words: ['first-only', 'each-in-turn'] as const,
    fallback: defaultPolicy.aiaUris,
  });
  if (!aiaUris.ok) return aiaUris;
  const scope = readChoice(args, 'check-chain', {
    words: ['leaf', 'all'] as const,
    fallback: 'leaf',
  });
  if (!scope.ok) return scope;
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
    aiaUris: aiaUris.value,
    scope: scope.value === 'all' ? 'leaf-and-intermediates' : 'leaf',
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
