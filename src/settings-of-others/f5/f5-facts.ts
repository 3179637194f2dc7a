import type { ProductFacts } from '../draft.ts';

/** What BIG-IP does by itself: the tmsh reference of `ltm auth ocsp-responder` (not tried). */
export const f5Facts: ProductFacts = {
  product: 'f5',
  version: 'tmsh reference, latest',
  defaults: [
    {
      field: 'ocsp',
      kind: 'assumed',
      policy: { ocsp: 'not-enabled' },
      says: 'There is no ltm auth ocsp-responder: nobody is asked.',
    },
    {
      field: 'responderUri',
      kind: 'assumed',
      policy: { responderUri: null },
      says: 'No url: the responder that the certificate names is asked.',
    },
    { field: 'hash', kind: 'assumed', policy: { hash: 'sha1' }, says: 'cert-id-digest is sha1.' },
    { field: 'nonce', kind: 'assumed', policy: { nonce: 'require' }, says: 'nonce is enabled.' },
    {
      field: 'maxAgeSeconds',
      kind: 'assumed',
      policy: { maxAgeSeconds: null },
      says: 'status-age is 0: thisUpdate may be of any age.',
    },
    {
      field: 'skewSeconds',
      kind: 'assumed',
      policy: { skewSeconds: 300 },
      says: 'validity-period is 300 s.',
    },
    {
      field: 'responderCertificate',
      kind: 'assumed',
      policy: { responderCertificate: null },
      says: 'No va-file was read.',
    },
    {
      field: 'fallback',
      kind: 'silent',
      policy: { fallback: 'block' },
      says: 'It is a matter of the authentication profile, which is not read.',
    },
    { field: 'method', kind: 'silent', policy: { method: 'post' }, says: 'It asks by POST.' },
    { field: 'nonceLength', kind: 'silent', policy: {}, says: 'Its length cannot be set.' },
    {
      field: 'totalTimeoutMs',
      kind: 'silent',
      policy: {},
      says: 'It is a matter of the authentication profile, which is not read.',
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
