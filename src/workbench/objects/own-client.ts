import { findIssuer } from '#engine/judge/chain/chain.ts';
import { keyPinOf } from '#inspect/kinds/inspected.ts';
import { materialOf } from '#inspect/open-material.ts';
import type { ClientIdentity } from '#mtls/client/client-options.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { isSelfIssued } from '#pki/x509/issuance.ts';
import { encodePem } from '#pki/x509/pem.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { WorkbenchError } from '../error.ts';
import type { LoadedCertificates } from './loaded-certificates.ts';
import type { OpenObjects } from './open-objects.ts';

/** A chain has no more certificates than this between a client and its root. */
const maxIntermediates = 8;

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
  const chain = [certificate, ...intermediatesOf(certificate, certificates)];
  return ok({
    certificatePem: chain.map(({ der }) => encodePem('CERTIFICATE', der)).join(''),
    privateKeyPem: encodePem('PRIVATE KEY', key),
  });
}

/** PKCS#8 of the open key with this pin; null where none is open. */
function openKeyOf(pin: string, objects: OpenObjects): Uint8Array | null {
  const holders = objects
    .list()
    .filter(
      ({ kind, keyPin, lock }) => kind === 'private-key' && keyPin === pin && lock !== 'locked',
    );
  for (const { id } of holders) {
    const material = objects.material(id);
    if (material === null) continue;
    const { keys } = materialOf([material.part.object], material.passwords);
    const key = keys.find(
      ({ publicKey, namesOtherKey }) =>
        publicKey !== null && !namesOtherKey && keyPinOf(publicKey) === pin,
    );
    if (key !== undefined) return key.pkcs8;
  }
  return null;
}

function intermediatesOf(
  certificate: Certificate,
  certificates: LoadedCertificates,
): readonly Certificate[] {
  const chain: Certificate[] = [];
  let last = certificate;
  while (chain.length < maxIntermediates) {
    const issuer = findIssuer(last, certificates.possibleIssuers(last));
    // A root is not sent: who does not have it does not trust it.
    if (issuer === null || isSelfIssued(issuer) || chain.includes(issuer)) break;
    chain.push(issuer);
    last = issuer;
  }
  return chain;
}
