import { fallbackText } from '../model/fallback-cause.ts';
import type { Policy } from '../model/policy.ts';
import { toReadableBytes } from './count.ts';
import { toReadableDuration, toReadableSpan } from './time.ts';

/** A setting of a policy in words. */
export interface PolicyLine {
  readonly label: string;
  readonly value: string;
}

/** Every setting of a policy in words, in the order in which they take effect. */
export function describePolicy(policy: Policy): readonly PolicyLine[] {
  const { cache } = policy;
  return [
    line('OCSP checking', policy.ocsp === 'enabled' ? 'enabled' : 'not enabled'),
    line(
      'Checked',
      policy.scope === 'leaf' ? 'the certificate alone' : 'the certificate and its intermediates',
    ),
    line('Responder URI', policy.responderUri ?? 'from the AIA of the certificate'),
    line('URIs of AIA', policy.aiaUris === 'first-only' ? 'the first only' : 'each in turn'),
    line('Responder certificate', responderWords(policy)),
    line('Fallback', fallbackText(policy)),
    line('CertID hash', policy.hash),
    line(
      'Nonce',
      policy.nonce === 'omit' ? 'omit' : `${policy.nonce}, ${policy.nonceLength} octets`,
    ),
    line('HTTP method', policy.method),
    line(
      'Time-out',
      `${toReadableDuration(policy.totalTimeoutMs)}, ${toReadableDuration(policy.connectTimeoutMs)} to connect`,
    ),
    line('Largest response', toReadableBytes(policy.maxResponseBytes)),
    line('Addresses', policy.addressPolicy.replaceAll('-', ' ')),
    line('Clock skew', toReadableSpan(policy.skewSeconds * 1_000)),
    line(
      'Oldest thisUpdate',
      policy.maxAgeSeconds === null ? 'no limit' : toReadableSpan(policy.maxAgeSeconds * 1_000),
    ),
    line('Signatures with SHA-1', policy.sha1Signatures),
    line('Small keys', policy.smallKeys),
    line('Encoding that is not strict', policy.encoding),
    line('Cache', cache.use === 'off' ? 'off' : cacheWords(cache)),
  ];
}

function line(label: string, value: string): PolicyLine {
  return { label, value };
}

function responderWords({ responderCertificate, responderTrust }: Policy): string {
  if (responderCertificate === null) return 'none configured: the issuing CA or its delegate signs';
  switch (responderTrust) {
    case 'issuer-or-delegate':
      return 'configured, and has to be the issuing CA or its delegate';
    case 'also-this-certificate':
      return 'configured: it signs, or the issuing CA or its delegate';
    case 'only-this-certificate':
      return 'configured: it alone signs';
  }
}

function cacheWords({ minSeconds, maxSeconds, hold }: Policy['cache']): string {
  const bounds = `${toReadableSpan(minSeconds * 1_000)} to ${toReadableSpan(maxSeconds * 1_000)}`;
  return hold === 'past-next-update' ? `${bounds}, held past nextUpdate` : bounds;
}
