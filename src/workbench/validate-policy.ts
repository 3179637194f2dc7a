import { parseResponderUri } from '#engine/ask/transport/responder-target.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { FieldProblem, Settings } from '#shared/model/settings.ts';

const day = 86_400;

/** The fields that hold whole numbers, what they may be, and how a person calls them. */
const ranges: readonly {
  readonly field: string;
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  readonly of: (policy: Policy) => number | null;
}[] = [
  {
    field: 'nonceLength',
    name: 'The nonce',
    min: 1,
    max: 128,
    unit: 'octets',
    of: (p) => p.nonceLength,
  },
  {
    field: 'connectTimeoutMs',
    name: 'The connect time-out',
    min: 1,
    max: 300_000,
    unit: 'ms',
    of: (p) => p.connectTimeoutMs,
  },
  {
    field: 'totalTimeoutMs',
    name: 'The time-out',
    min: 1,
    max: 600_000,
    unit: 'ms',
    of: (p) => p.totalTimeoutMs,
  },
  {
    field: 'maxResponseBytes',
    name: 'The size limit',
    min: 64,
    max: 16_777_216,
    unit: 'octets',
    of: (p) => p.maxResponseBytes,
  },
  {
    field: 'skewSeconds',
    name: 'The clock skew',
    min: 0,
    max: day,
    unit: 's',
    of: (p) => p.skewSeconds,
  },
  {
    field: 'maxAgeSeconds',
    name: 'The maximum age',
    min: 0,
    max: 3_650 * day,
    unit: 's',
    of: (p) => p.maxAgeSeconds,
  },
  {
    field: 'cache.minSeconds',
    name: 'The shortest cache life',
    min: 1,
    max: 30 * day,
    unit: 's',
    of: (p) => p.cache.minSeconds,
  },
  {
    field: 'cache.maxSeconds',
    name: 'The longest cache life',
    min: 1,
    max: 30 * day,
    unit: 's',
    of: (p) => p.cache.maxSeconds,
  },
];

/** Everything that keeps a policy from being put in force, field by field; empty for a good one. */
export function findPolicyProblems(policy: Policy): readonly FieldProblem[] {
  return [
    ...uriProblems(policy),
    ...responderCertificateProblems(policy),
    ...rangeProblems(policy),
    ...orderProblems(policy),
  ];
}

function uriProblems({ responderUri }: Policy): readonly FieldProblem[] {
  if (responderUri === null) return [];
  const message = httpUriProblem(responderUri);
  return message === null ? [] : [{ field: 'responderUri', message }];
}

/** Why a text cannot be the address of a responder; null where it can. */
function httpUriProblem(text: string): string | null {
  const example = 'such as http://ocsp.example.com/';
  if (text.trim() !== text || text === '')
    return `Write an address ${example}, without spaces around it.`;
  const target = parseResponderUri(text);
  if (target.ok) return null;
  const { error } = target;
  if (error.code === 'uri-scheme-unsupported') {
    return `A responder is asked over http or https, not ${error.scheme}; write an address ${example}.`;
  }
  const detail = error.code === 'uri-invalid' ? error.detail : error.code;
  return `"${text}" cannot be asked: ${detail}. Write an address ${example}.`;
}

function responderCertificateProblems({
  responderCertificate,
  responderTrust,
}: Policy): readonly FieldProblem[] {
  if (responderCertificate === null) {
    if (responderTrust !== 'only-this-certificate') return [];
    const message = 'Choose the certificate that alone is to be trusted, or trust the issuer.';
    return [{ field: 'responderCertificate', message }];
  }
  const decoded = decodeCertificate(responderCertificate);
  if (decoded.ok) return [];
  const { message, offset, path } = decoded.error;
  return [
    {
      field: 'responderCertificate',
      message: `This is not a certificate: ${message} (${path}, octet ${offset}).`,
    },
  ];
}

function rangeProblems(policy: Policy): readonly FieldProblem[] {
  return ranges.flatMap(({ field, name, min, max, unit, of }) => {
    const value = of(policy);
    if (value === null || (Number.isInteger(value) && value >= min && value <= max)) return [];
    const message = `${name} is a whole number from ${min.toLocaleString('en')} to ${max.toLocaleString('en')} ${unit}.`;
    return [{ field, message }];
  });
}

function orderProblems({
  cache,
  connectTimeoutMs,
  totalTimeoutMs,
}: Policy): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (cache.minSeconds > cache.maxSeconds) {
    problems.push({
      field: 'cache.minSeconds',
      message: 'The shortest cache life must not be longer than the longest.',
    });
  }
  if (connectTimeoutMs > totalTimeoutMs) {
    problems.push({
      field: 'connectTimeoutMs',
      message: 'The connect time-out must not be longer than the time-out of the whole exchange.',
    });
  }
  return problems;
}

/** Everything that keeps settings from being used, field by field. */
export function findSettingsProblems({ proxy, retention }: Settings): readonly FieldProblem[] {
  return [...proxyProblems(proxy), ...retentionProblems(retention)];
}

function retentionProblems({ maxFlows, maxDays }: Settings['retention']): readonly FieldProblem[] {
  const isWhole = (value: number, least: number, most: number) =>
    Number.isInteger(value) && value >= least && value <= most;
  return [
    ...(isWhole(maxFlows, 100, 1_000_000)
      ? []
      : [{ field: 'retention.maxFlows', message: 'From 100 to 1,000,000 flows can be kept.' }]),
    ...(maxDays === null || isWhole(maxDays, 1, 3_650)
      ? []
      : [{ field: 'retention.maxDays', message: 'Flows can be kept for 1 to 3,650 days.' }]),
  ];
}

function proxyProblems(proxy: string | null): readonly FieldProblem[] {
  if (proxy === null) return [];
  const isProxy =
    URL.canParse(proxy) && new URL(proxy).protocol === 'http:' && new URL(proxy).hostname !== '';
  return isProxy
    ? []
    : [{ field: 'proxy', message: 'Write the proxy as http://host:port, or leave it empty.' }];
}
