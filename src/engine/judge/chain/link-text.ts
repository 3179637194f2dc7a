import type { Certificate } from '#pki/x509/certificate.ts';
import { keyPurposeOid, nameKeyPurpose } from '#pki/x509/oid.ts';
import type { ChainFailure } from '#shared/model/chain.ts';
import { assertNever } from '#shared/model/result.ts';
import { toRfc3339 } from '#shared/model/time.ts';

/** How a link holds: by its issuer's signature, or because the certificate is trusted, as a CA or itself. */
export type Holding = 'issued' | 'anchor' | 'itself';

/** What is said of a link that holds. */
export function describeLink(certificate: Certificate, holding: Holding): string {
  const until = `valid until ${toRfc3339(certificate.notAfter)}`;
  switch (holding) {
    case 'issued':
      return `Signed by its issuer, ${until}`;
    case 'anchor':
      return `Trusted CA, ${until}`;
    case 'itself':
      return `Trusted itself, ${until}`;
    default:
      return assertNever(holding);
  }
}

/** What is said of a link that does not hold; the link itself names the certificate. */
export function describeLinkFailure(failure: ChainFailure): string {
  switch (failure.code) {
    case 'no-certificate':
      return 'There is no certificate';
    case 'certificate-unreadable':
      return `Cannot be read: ${failure.detail}`;
    case 'issuer-not-found':
      return `The certificate of its issuer ${failure.issuer} is not at hand`;
    case 'issuer-not-trusted':
      return `${failure.issuer} is not a trusted CA`;
    case 'signature-invalid':
      return `Its signature does not verify with the key of ${failure.issuer}`;
    case 'unsupported-algorithm':
      return `Its signature cannot be verified here: ${failure.algorithm} is not supported`;
    case 'certificate-expired':
      return `Expired at ${toRfc3339(failure.notAfter)}`;
    case 'certificate-not-yet-valid':
      return `Not valid before ${toRfc3339(failure.notBefore)}`;
    case 'issuer-not-a-ca':
      return 'Not a CA: basicConstraints does not say so';
    case 'issuer-may-not-sign':
      return 'May not sign certificates: keyUsage lacks keyCertSign';
    case 'path-too-long':
      return `More than ${failure.pathLen} intermediate CAs stand below it`;
    case 'wrong-purpose':
      return `Not for client authentication: ${lackingPurpose(failure.extendedKeyUsage)}`;
    case 'critical-extension':
      return `Its critical extension ${failure.oid} is not understood`;
    default:
      return assertNever(failure);
  }
}

const suitable: readonly string[] = [keyPurposeOid.clientAuth, keyPurposeOid.any].map(
  nameKeyPurpose,
);

/** What keeps a certificate from client authentication, where its purpose is wrong. */
export function lackingPurpose(extendedKeyUsage: readonly string[]): string {
  const isMeant =
    extendedKeyUsage.length === 0 || extendedKeyUsage.some((purpose) => suitable.includes(purpose));
  return isMeant
    ? 'keyUsage lacks digitalSignature'
    : `extendedKeyUsage has ${extendedKeyUsage.join(', ')} alone`;
}
