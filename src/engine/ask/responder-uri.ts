import type { Certificate } from '#pki/x509/certificate.ts';
import { ocspUrisOf } from '#pki/x509/extensions.ts';
import type { Policy } from '#shared/model/policy.ts';

/** Which responder is asked, where its URI comes from, and which URIs of the certificate are passed over. */
export type ResponderUriChoice =
  | {
      readonly found: true;
      readonly source: 'configuration' | 'aia';
      readonly uri: string;
      readonly ignored: readonly string[];
    }
  | { readonly found: false };

/** The configured URI, else the first OCSP URI of authorityInfoAccess (RFC 5280 §4.2.2.1), never another one. */
export function chooseResponderUri(policy: Policy, certificate: Certificate): ResponderUriChoice {
  const fromCertificate = ocspUrisOf(certificate);
  if (policy.responderUri !== null) {
    return {
      found: true,
      source: 'configuration',
      uri: policy.responderUri,
      ignored: fromCertificate,
    };
  }
  const [first, ...others] = fromCertificate;
  return first === undefined
    ? { found: false }
    : { found: true, source: 'aia', uri: first, ignored: others };
}
