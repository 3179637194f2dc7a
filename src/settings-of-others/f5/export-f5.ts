import type { Exporter } from '../export-settings.ts';

/** An object of BIG-IP (by its documentation, not tried). */
export const exportF5: Exporter = (policy, files, notes) => {
  if (policy.ocsp === 'not-enabled') return ['# BIG-IP: no ltm auth ocsp-responder is used'];
  return [
    '# F5 BIG-IP (by its documentation, not tried)',
    'ltm auth ocsp-responder revoscope {',
    ...(policy.responderUri === null
      ? ['    ignore-aia disabled']
      : [`    url ${policy.responderUri}`, '    ignore-aia enabled']),
    ...(policy.hash === 'sha1' ? ['    cert-id-digest sha1'] : []),
    `    nonce ${policy.nonce === 'omit' ? 'disabled' : 'enabled'}`,
    `    status-age ${policy.maxAgeSeconds ?? 0}`,
    `    validity-period ${policy.skewSeconds}`,
    ...(policy.responderCertificate === null ? [] : [`    va-file ${files.responderCertificate}`]),
    '}',
    ...(policy.hash === 'sha1' ? [] : [`# not expressible: hash ${policy.hash}: sha1 is used`]),
    ...notes.map((note) => `# not expressible: ${note}`),
  ];
};
