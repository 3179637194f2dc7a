import type { ProductFacts } from '../draft.ts';

/** What NetScaler does by itself: its command reference (not tried). */
export const netscalerFacts: ProductFacts = {
  product: 'netscaler',
  version: '13',
  defaults: [
    {
      field: 'ocsp',
      kind: 'assumed',
      policy: { ocsp: 'not-enabled' },
      says: 'There is no ocspResponder: nobody is asked.',
    },
    {
      field: 'fallback',
      kind: 'assumed',
      policy: { fallback: 'allow' },
      says: 'ocspCheck is Optional where it is not Mandatory.',
    },
    {
      field: 'cache',
      kind: 'assumed',
      policy: {
        cache: { use: 'off', minSeconds: 1, maxSeconds: 3_600, hold: 'until-next-update' },
      },
      says: '-cache is DISABLED where it is not written.',
    },
    {
      field: 'totalTimeoutMs',
      kind: 'assumed',
      policy: { totalTimeoutMs: 2_000 },
      says: '-resptimeout is 2,000 ms where it is not written.',
    },
    {
      field: 'skewSeconds',
      kind: 'assumed',
      policy: { skewSeconds: 300 },
      says: '-producedAtTimeSkew is 300 s.',
    },
    { field: 'nonce', kind: 'assumed', policy: { nonce: 'omit' }, says: '-useNonce is NO.' },
    {
      field: 'responderUri',
      kind: 'assumed',
      policy: { responderUri: null },
      says: 'No -url was read.',
    },
    {
      field: 'responderCertificate',
      kind: 'assumed',
      policy: { responderCertificate: null },
      says: 'No -responderCert was read.',
    },
    {
      field: 'hash',
      kind: 'silent',
      policy: { hash: 'sha1' },
      says: 'CertIDs are hashed with SHA-1.',
    },
    {
      field: 'method',
      kind: 'silent',
      policy: { method: 'auto' },
      says: '-httpMethod has the method in newer versions.',
    },
    { field: 'nonceLength', kind: 'silent', policy: {}, says: 'Its length cannot be set.' },
    {
      field: 'maxAgeSeconds',
      kind: 'silent',
      policy: { maxAgeSeconds: null },
      says: 'It sets no limit to the age of thisUpdate.',
    },
  ],
};
