import type { Exporter } from '../export-settings.ts';

/** Commands for NetScaler (by its documentation, not tried). */
export const exportNetscaler: Exporter = (policy, files, notes) => {
  if (policy.ocsp === 'not-enabled') return ['# NetScaler: no ocspResponder is bound'];
  const { cache, responderUri } = policy;
  const words = [
    'add ssl ocspResponder revoscope',
    `-url ${responderUri ?? 'http://RESPONDER/'}`,
    cache.use === 'on'
      ? `-cache ENABLED -cacheTimeout ${Math.max(Math.floor(cache.maxSeconds / 60), 1)}`
      : '-cache DISABLED',
    `-resptimeout ${policy.totalTimeoutMs}`,
    `-producedAtTimeSkew ${policy.skewSeconds}`,
    `-useNonce ${policy.nonce === 'omit' ? 'NO' : 'YES'}`,
    ...(policy.responderCertificate === null
      ? []
      : [`-responderCert ${files.responderCertificate}`]),
  ];
  return [
    '# NetScaler (by its documentation, not tried); cacheTimeout is in minutes, resptimeout in ms',
    words.join(' '),
    'bind ssl certKey CLIENTS_CA -ocspResponder revoscope -priority 1',
    `bind ssl vserver VSERVER -certkeyName CLIENTS_CA -CA -ocspCheck ${policy.fallback === 'block' ? 'Mandatory' : 'Optional'}`,
    ...(responderUri === null
      ? ['# a responder has to be named: its address goes after -url']
      : []),
    ...(policy.responderCertificate === null
      ? ['# without -responderCert signatures are not verified: give it, or forged answers count']
      : []),
    ...notes.map((note) => `# not expressible: ${note}`),
  ];
};
