import type { ProductFacts } from '../draft.ts';

/** What stunnel does by itself: its manual, `ocsp.c` and `options.c`. */
export const stunnelFacts: ProductFacts = {
  product: 'stunnel',
  version: '5.68',
  defaults: [
    {
      field: 'ocsp',
      kind: 'assumed',
      policy: { ocsp: 'not-enabled' },
      says: 'Neither OCSP nor OCSPaia is written: nobody is asked.',
    },
    {
      field: 'responderUri',
      kind: 'assumed',
      policy: { responderUri: null },
      says: 'No OCSP: those that the certificate names are asked, each in turn.',
    },
    {
      field: 'aiaUris',
      kind: 'silent',
      policy: { aiaUris: 'each-in-turn' },
      says: 'It asks each OCSP URI of the AIA in turn until one answers.',
    },
    {
      field: 'nonce',
      kind: 'assumed',
      policy: { nonce: 'omit' },
      says: 'OCSPnonce is no where it is not written.',
    },
    {
      field: 'totalTimeoutMs',
      kind: 'assumed',
      policy: { totalTimeoutMs: 300_000 },
      says: 'TIMEOUTbusy is 300 s, and bounds each wait for the responder.',
    },
    {
      field: 'fallback',
      kind: 'silent',
      policy: { fallback: 'block' },
      says: 'It denies whenever the status is not good, but lets in a certificate that names no responder.',
    },
    {
      field: 'responderCertificate',
      kind: 'silent',
      policy: { responderCertificate: null },
      says: 'It trusts what its CA files and OCSPflag let it trust.',
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
      field: 'skewSeconds',
      kind: 'silent',
      policy: { skewSeconds: 60 },
      says: 'Clocks may differ by 60 s (source).',
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
