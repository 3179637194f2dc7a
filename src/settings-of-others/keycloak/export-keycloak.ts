import type { Exporter } from '../export-settings.ts';

/** Keys of Keycloak's X.509 authenticator, as properties. */
export const exportKeycloak: Exporter = (policy, files, notes) => {
  const key = (name: string, value: string) => `x509-cert-auth.${name}=${value}`;
  if (policy.ocsp === 'not-enabled') return [key('ocsp-checking-enabled', 'false')];
  return [
    "# Keycloak: the configuration of the flow's X.509 authenticator",
    key('ocsp-checking-enabled', 'true'),
    key('ocsp-fail-open', policy.fallback === 'allow' ? 'true' : 'false'),
    ...(policy.responderUri === null ? [] : [key('ocsp-responder-uri', policy.responderUri)]),
    ...(policy.responderCertificate === null
      ? []
      : [key('ocsp-responder-certificate', `(the PEM of ${files.responderCertificate})`)]),
    ...notes.map((note) => `# not expressible: ${note}`),
  ];
};
