import { noFallbackByCause } from '#shared/model/policy.ts';
import type { ProductFacts } from '../draft.ts';

/** What Tomcat and the JDK do by themselves: `config/http.xml`, `SSLUtilBase.java`, and the JDK's PKI guide. */
export const tomcatFacts: ProductFacts = {
  product: 'tomcat',
  version: 'Tomcat 10.1.60, JDK 17',
  defaults: [
    {
      field: 'ocsp',
      kind: 'assumed',
      policy: { ocsp: 'not-enabled' },
      says: 'ocspEnabled is false where it is not written.',
    },
    {
      field: 'fallback',
      kind: 'assumed',
      policy: { fallback: 'block' },
      says: 'With revocationEnabled, whatever is not good denies.',
    },
    {
      field: 'responderUri',
      kind: 'assumed',
      policy: { responderUri: null },
      says: 'No ocsp.responderURL: the responder that the certificate names is asked.',
    },
    {
      field: 'responderCertificate',
      kind: 'assumed',
      policy: { responderCertificate: null },
      says: 'No ocsp.responderCert…: the issuer or its delegate signs.',
    },
    {
      field: 'totalTimeoutMs',
      kind: 'assumed',
      policy: { totalTimeoutMs: 15_000 },
      says: 'com.sun.security.ocsp.timeout is 15 s, for connecting and for each read.',
    },
    {
      field: 'skewSeconds',
      kind: 'assumed',
      policy: { skewSeconds: 900 },
      says: 'com.sun.security.ocsp.clockSkew is 900 s.',
    },
    {
      field: 'nonce',
      kind: 'assumed',
      policy: { nonce: 'omit' },
      says: 'jdk.security.certpath.ocspNonce is false.',
    },
    {
      field: 'method',
      kind: 'assumed',
      policy: { method: 'auto' },
      says: 'Short requests go by GET, longer ones by POST.',
    },
    {
      field: 'scope',
      kind: 'silent',
      policy: { scope: 'leaf-and-intermediates' },
      says: 'Every certificate below the trust anchor is asked about.',
    },
    {
      field: 'fallbackByCause',
      kind: 'assumed',
      policy: { fallbackByCause: noFallbackByCause },
      says: 'No soft fail: every cause denies.',
    },
    {
      field: 'hash',
      kind: 'silent',
      policy: { hash: 'sha1' },
      says: 'CertIDs are hashed with SHA-1.',
    },
    {
      field: 'nonceLength',
      kind: 'silent',
      policy: { nonceLength: 16 },
      says: 'Its nonce has 16 octets.',
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
