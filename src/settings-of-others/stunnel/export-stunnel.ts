import type { Exporter } from '../export-settings.ts';

/** Options for a service of stunnel. */
export const exportStunnel: Exporter = (policy, files, notes) => [
  '; stunnel, in the service',
  'verifyChain = yes',
  'requireCert = yes',
  `CAfile = ${files.clientCas}`,
  ...(policy.ocsp === 'enabled'
    ? [
        policy.responderUri === null ? 'OCSPaia = yes' : `OCSP = ${policy.responderUri}`,
        '; a certificate that names no responder is let in unasked',
        `OCSPnonce = ${policy.nonce === 'omit' ? 'no' : 'yes'}`,
        ...(policy.nonce === 'send'
          ? ['; not expressible: nonce send: an answer without the nonce is refused']
          : []),
        `TIMEOUTbusy = ${Math.ceil(policy.totalTimeoutMs / 1_000)}`,
        `; from 5.71 on: OCSPrequire = ${policy.fallback === 'block' ? 'yes' : 'no'}`,
        ...notes.map((note) => `; not expressible: ${note}`),
      ]
    : []),
];
