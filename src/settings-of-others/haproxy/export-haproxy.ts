import type { Exporter } from '../export-settings.ts';

/** The bind line of HAProxy, which can say nothing of OCSP. */
export const exportHaproxy: Exporter = (_policy, files, notes) => [
  '# HAProxy, in the frontend',
  `bind :8443 ssl crt server.pem ca-file ${files.clientCas} verify required`,
  '# a revocation list is all that it has: crl-file clients.crl',
  ...notes.map((note) => `# not expressible: ${note}`),
];
