import { findIssuer } from '#engine/judge/chain/chain.ts';
import { keyPinOf } from '#inspect/kinds/inspected.ts';
import { materialOf } from '#inspect/open-material.ts';
import type { PrivateKey } from '#pki/keys/private-key.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { LoadedCertificates } from './loaded-certificates.ts';
import type { OpenObjects } from './open-objects.ts';

/** A chain has no more certificates than this between a client and its root. */
const maxIssuers = 9;

/** The open key with this pin; null where none is open. Secret. */
export function openKeyOf(pin: string, objects: OpenObjects): PrivateKey | null {
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
    if (key !== undefined) return key;
  }
  return null;
}

/** The loaded certificates above one, its issuer first, as far as they lead. */
export function issuersOf(
  certificate: Certificate,
  certificates: LoadedCertificates,
): readonly Certificate[] {
  const chain: Certificate[] = [];
  let last = certificate;
  while (chain.length < maxIssuers) {
    const issuer = findIssuer(last, certificates.possibleIssuers(last));
    if (issuer === null || issuer === last || chain.includes(issuer)) break;
    chain.push(issuer);
    last = issuer;
  }
  return chain;
}
