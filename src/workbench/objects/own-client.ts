import { keyPinOf } from '#inspect/kinds/inspected.ts';
import type { ClientIdentity } from '#mtls/client/client-options.ts';
import { isSelfIssued } from '#pki/x509/issuance.ts';
import { encodePem } from '#pki/x509/pem.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { WorkbenchError } from '../error.ts';
import { issuersOf, openKeyOf } from './key-and-chain.ts';
import type { LoadedCertificates } from './loaded-certificates.ts';
import type { OpenObjects } from './open-objects.ts';

/** A loaded certificate with the open private key that belongs to it: what a client proves itself with. Secret. */
export function ownClient(
  fingerprint: string,
  {
    certificates,
    objects,
  }: { readonly certificates: LoadedCertificates; readonly objects: OpenObjects },
): Result<ClientIdentity, WorkbenchError> {
  const certificate = certificates.find(fingerprint);
  if (certificate === null) return err({ code: 'not-found', what: 'certificate' });
  const key = openKeyOf(keyPinOf(certificate.subjectPublicKeyInfo), objects);
  if (key === null) return err({ code: 'key-not-open' });
  // A root is not sent: who does not have it does not trust it.
  const above = issuersOf(certificate, certificates).filter((issuer) => !isSelfIssued(issuer));
  const chain = [certificate, ...above];
  return ok({
    certificatePem: chain.map(({ der }) => encodePem('CERTIFICATE', der)).join(''),
    privateKeyPem: encodePem('PRIVATE KEY', key.pkcs8),
  });
}
