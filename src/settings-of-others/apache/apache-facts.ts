import type { ProductFacts } from '../draft.ts';

/** What Apache does by itself: the manual of mod_ssl 2.4 and `ssl_engine_ocsp.c`. */
export const apacheFacts: ProductFacts = {
  product: 'apache',
  version: '2.4',
  defaults: [
    {
      field: 'ocsp',
      kind: 'assumed',
      policy: { ocsp: 'not-enabled' },
      says: 'SSLOCSPEnable is off where it is not written.',
    },
    {
      field: 'responderUri',
      kind: 'assumed',
      policy: { responderUri: null },
      says: "No responder that overrides: the certificate's first OCSP URI is asked.",
    },
    {
      field: 'responderCertificate',
      kind: 'assumed',
      policy: { responderCertificate: null },
      says: 'No SSLOCSPResponderCertificateFile: a delegate of the issuer signs.',
    },
    {
      field: 'nonce',
      kind: 'assumed',
      policy: { nonce: 'require' },
      says: 'SSLOCSPUseRequestNonce is on where it is not written, and an answer without it is refused.',
    },
    {
      field: 'totalTimeoutMs',
      kind: 'assumed',
      policy: { totalTimeoutMs: 10_000 },
      says: 'SSLOCSPResponderTimeout is 10 s, for each read: slow octets go on for longer.',
    },
    {
      field: 'skewSeconds',
      kind: 'assumed',
      policy: { skewSeconds: 300 },
      says: 'SSLOCSPResponseTimeSkew is 300 s.',
    },
    {
      field: 'maxAgeSeconds',
      kind: 'assumed',
      policy: { maxAgeSeconds: null },
      says: 'No SSLOCSPResponseMaxAge: thisUpdate may be of any age.',
    },
    {
      field: 'fallback',
      kind: 'silent',
      policy: { fallback: 'block' },
      says: 'It denies whenever the status is not good.',
    },
    {
      field: 'hash',
      kind: 'silent',
      policy: { hash: 'sha1' },
      says: 'CertIDs are hashed with SHA-1.',
    },
    { field: 'method', kind: 'silent', policy: { method: 'post' }, says: 'It asks by POST.' },
    {
      field: 'nonceLength',
      kind: 'silent',
      policy: { nonceLength: 16 },
      says: 'Its nonce has 16 octets.',
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
