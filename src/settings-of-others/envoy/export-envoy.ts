import type { Exporter } from '../export-settings.ts';

/** The TLS context of an Envoy listener, which can say nothing of OCSP. */
export const exportEnvoy: Exporter = (_policy, files, notes) => [
  '# Envoy: transport_socket.typed_config of the filter chain (DownstreamTlsContext)',
  'require_client_certificate: true',
  'common_tls_context:',
  '  validation_context:',
  `    trusted_ca: { filename: ${JSON.stringify(files.clientCas)} }`,
  '    # a revocation list is all that it has: crl: { filename: clients.crl }',
  ...notes.map((note) => `# not expressible: ${note}`),
];
