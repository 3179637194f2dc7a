import type { Exporter } from '../export-settings.ts';

/** Directives for a `server` block of nginx. */
export const exportNginx: Exporter = (policy, files, notes) => [
  '# nginx, in the server block',
  `ssl_client_certificate ${files.clientCas};  # root AND issuing CA, else resumption breaks`,
  'ssl_verify_client on;',
  'ssl_verify_depth 3;',
  ...(policy.ocsp === 'enabled'
    ? [
        `ssl_ocsp ${policy.scope === 'leaf' ? 'leaf' : 'on'};  # a responder that is given by name needs: resolver …;`,
        ...(policy.responderUri === null ? [] : [responder(policy.responderUri)]),
        policy.cache.use === 'on'
          ? 'ssl_ocsp_cache shared:ocsp:10m;  # until nextUpdate: a revocation shows only then'
          : 'ssl_ocsp_cache off;',
        `client_header_timeout ${Math.ceil(policy.totalTimeoutMs / 1_000)}s;  # the only bound on the responder`,
        ...notes.map((note) => `# not expressible: ${note}`),
      ]
    : ['ssl_ocsp off;']),
];

function responder(uri: string): string {
  return uri.startsWith('http://')
    ? `ssl_ocsp_responder ${uri};`
    : `# not expressible: responder ${uri}: nginx takes http alone`;
}
