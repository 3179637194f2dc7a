import type { Exporter } from '../export-settings.ts';

/** Directives for the server and a virtual host of Apache. */
export const exportApache: Exporter = (policy, files, notes) => [
  '# Apache httpd 2.4: at server level, not in a VirtualHost',
  'SSLSessionCache none',
  '# in the VirtualHost',
  '# else resumed sessions skip OCSP',
  'SSLSessionTickets off',
  `SSLCACertificateFile ${files.clientCas}`,
  '# root AND issuing CA in that file, else good clients are denied',
  'SSLVerifyClient require',
  'SSLVerifyDepth 3',
  ...(policy.ocsp === 'enabled'
    ? [
        `SSLOCSPEnable ${policy.scope === 'leaf' ? 'leaf' : 'on'}`,
        ...(policy.responderUri === null
          ? []
          : [`SSLOCSPDefaultResponder ${policy.responderUri}`, 'SSLOCSPOverrideResponder on']),
        ...(policy.responderCertificate === null
          ? []
          : [
              `SSLOCSPResponderCertificateFile ${files.responderCertificate}`,
              '# it is accepted beside the delegates, not in their place',
            ]),
        `SSLOCSPUseRequestNonce ${policy.nonce === 'omit' ? 'off' : 'on'}`,
        ...(policy.nonce === 'send'
          ? ['# not expressible: nonce send: an answer without the nonce is refused']
          : []),
        `SSLOCSPResponderTimeout ${Math.ceil(policy.totalTimeoutMs / 1_000)}`,
        `SSLOCSPResponseTimeSkew ${policy.skewSeconds}`,
        // Its documented default, -1, is a syntax error: no limit is said by leaving it out.
        ...(policy.maxAgeSeconds === null ? [] : [`SSLOCSPResponseMaxAge ${policy.maxAgeSeconds}`]),
        ...notes.map((note) => `# not expressible: ${note}`),
      ]
    : ['SSLOCSPEnable off']),
];
