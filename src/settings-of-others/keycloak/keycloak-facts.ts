import type { ProductFacts } from '../draft.ts';

/** What Keycloak does by itself: `BCOCSPProvider.java`. */
export const keycloakFacts: ProductFacts = {
  product: 'keycloak',
  version: 'recent; older ones lack ocsp-fail-open',
  defaults: [
    {
      field: 'ocsp',
      kind: 'assumed',
      policy: { ocsp: 'not-enabled' },
      says: 'OCSP checking is off where it is not written.',
    },
    {
      field: 'fallback',
      kind: 'assumed',
      policy: { fallback: 'block' },
      says: 'ocsp-fail-open is false where it is not written.',
    },
    {
      field: 'responderUri',
      kind: 'assumed',
      policy: { responderUri: null },
      says: "No ocsp-responder-uri: the certificate's first OCSP URI is asked.",
    },
    {
      field: 'responderCertificate',
      kind: 'assumed',
      policy: { responderCertificate: null },
      says: 'No ocsp-responder-certificate: the issuer or its delegate signs.',
    },
    {
      field: 'hash',
      kind: 'silent',
      policy: { hash: 'sha1' },
      says: 'CertIDs are hashed with SHA-1.',
    },
    { field: 'method', kind: 'silent', policy: { method: 'post' }, says: 'It asks by POST.' },
    {
      field: 'nonce',
      kind: 'silent',
      policy: { nonce: 'send' },
      says: 'It sends a nonce, as an extension of the single request, and accepts its absence.',
    },
    {
      field: 'nonceLength',
      kind: 'silent',
      policy: { nonceLength: 16 },
      says: 'Its nonce has 16 octets.',
    },
    {
      field: 'skewSeconds',
      kind: 'silent',
      policy: { skewSeconds: 900 },
      says: 'Clocks may differ by 900 s.',
    },
    {
      field: 'totalTimeoutMs',
      kind: 'silent',
      policy: {},
      says: "Its HTTP client's limits count: they are not part of this configuration.",
    },
    {
      field: 'maxAgeSeconds',
      kind: 'silent',
      policy: { maxAgeSeconds: null },
      says: 'It sets no limit to the age of thisUpdate.',
    },
    {
      field: 'cache',
      kind: 'silent',
      policy: {
        cache: { use: 'off', minSeconds: 1, maxSeconds: 3_600, hold: 'until-next-update' },
      },
      says: 'It keeps no answers.',
    },
  ],
};
