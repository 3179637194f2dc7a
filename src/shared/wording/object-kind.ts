import type { InspectedKind } from '../model/inspection.ts';

interface KindWords {
  /** In the list, beside a name. */
  readonly one: string;
  /** At the head of a group. */
  readonly many: string;
}

const words: Readonly<Record<InspectedKind, KindWords>> = {
  certificate: { one: 'certificate', many: 'Certificates' },
  'ocsp-request': { one: 'OCSP request', many: 'OCSP requests' },
  'ocsp-response': { one: 'OCSP response', many: 'OCSP responses' },
  'certificate-request': { one: 'request', many: 'Certificate requests' },
  crl: { one: 'CRL', many: 'Revocation lists' },
  pkcs7: { one: 'PKCS#7', many: 'PKCS#7 files' },
  pkcs12: { one: 'PKCS#12', many: 'PKCS#12 files' },
  'key-store': { one: 'key store', many: 'Java key stores' },
  'private-key': { one: 'private key', many: 'Private keys' },
  'public-key': { one: 'public key', many: 'Public keys' },
  timestamp: { one: 'timestamp', many: 'Timestamps' },
  'attribute-certificate': { one: 'attribute certificate', many: 'Attribute certificates' },
  'not-recognised': { one: 'not recognised', many: 'Not recognised' },
};

/** What a person calls a kind of object. */
export function kindWords(kind: InspectedKind): KindWords {
  return words[kind];
}
