import type { ProductFacts } from '../draft.ts';

const hour = 3_600;

/** What nginx does by itself: `ngx_event_openssl_stapling.c` and the manual of ngx_http_ssl_module. */
export const nginxFacts: ProductFacts = {
  product: 'nginx',
  version: '1.19.0 or newer',
  defaults: [
    {
      field: 'ocsp',
      kind: 'assumed',
      policy: { ocsp: 'not-enabled' },
      says: 'ssl_ocsp is off where it is not written.',
    },
    {
      field: 'responderUri',
      kind: 'assumed',
      policy: { responderUri: null },
      says: "No ssl_ocsp_responder: the certificate's first OCSP URI is asked.",
    },
    {
      field: 'totalTimeoutMs',
      kind: 'assumed',
      policy: { totalTimeoutMs: 60_000 },
      says: 'client_header_timeout is 60 s, and the only bound on the responder.',
    },
    {
      field: 'cache',
      kind: 'assumed',
      policy: { cache: { use: 'off', minSeconds: 1, maxSeconds: hour, hold: 'until-next-update' } },
      says: 'ssl_ocsp_cache is off where it is not written.',
    },
    {
      field: 'fallback',
      kind: 'silent',
      policy: { fallback: 'block' },
      says: 'It denies whenever the status is not good; there is no other setting.',
    },
    {
      field: 'responderCertificate',
      kind: 'silent',
      policy: { responderCertificate: null },
      says: 'It accepts the issuer and its delegates; no certificate can be given.',
    },
    {
      field: 'hash',
      kind: 'silent',
      policy: { hash: 'sha1' },
      says: 'CertIDs are hashed with SHA-1.',
    },
    { field: 'method', kind: 'silent', policy: { method: 'get' }, says: 'It asks by GET.' },
    { field: 'nonce', kind: 'silent', policy: { nonce: 'omit' }, says: 'It sends no nonce.' },
    { field: 'nonceLength', kind: 'silent', policy: {}, says: 'It sends no nonce.' },
    {
      field: 'skewSeconds',
      kind: 'silent',
      policy: { skewSeconds: 300 },
      says: 'Clocks may differ by 300 s.',
    },
    {
      field: 'maxAgeSeconds',
      kind: 'silent',
      policy: { maxAgeSeconds: null },
      says: 'It sets no limit to the age of thisUpdate.',
    },
  ],
};
