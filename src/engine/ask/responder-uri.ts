import type { Certificate } from '#pki/x509/certificate.ts';
import { ocspUrisOf } from '#pki/x509/extensions.ts';
import type { Policy } from '#shared/model/policy.ts';

/** Which responders may be asked, in turn, where their URIs come from, and which URIs of the certificate are not. */
export interface ResponderUriChoice {
  readonly source: 'configuration' | 'aia';
  readonly uris: readonly string[];
  readonly ignored: readonly string[];
}

/** The configured URI alone, else the OCSP URIs of authorityInfoAccess (RFC 5280 §4.2.2.1): the first, or each in turn. */
export function chooseResponderUris(
  { responderUri, aiaUris }: Pick<Policy, 'responderUri' | 'aiaUris'>,
  certificate: Certificate,
): ResponderUriChoice {
  const fromCertificate = ocspUrisOf(certificate);
  if (responderUri !== null) {
    return { source: 'configuration', uris: [responderUri], ignored: fromCertificate };
  }
  const asked = aiaUris === 'each-in-turn' ? maxInTurn : 1;
  const [uris, ignored] = [fromCertificate.slice(0, asked), fromCertificate.slice(asked)];
  return { source: 'aia', uris, ignored };
}

/** A certificate that names hundreds of responders costs no more than this. */
const maxInTurn = 8;
