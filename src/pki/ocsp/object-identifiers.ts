/** Object identifiers of OCSP (RFC 6960 §4.4 and appendix B); those of certificates are in x509/oid.ts. */
export const ocspOid = {
  /** id-pkix-ocsp-basic: the only response type that is defined. */
  basic: '1.3.6.1.5.5.7.48.1.1',
  nonce: '1.3.6.1.5.5.7.48.1.2',
  crl: '1.3.6.1.5.5.7.48.1.3',
  archiveCutoff: '1.3.6.1.5.5.7.48.1.6',
  extendedRevoke: '1.3.6.1.5.5.7.48.1.9',
  /** SignedCertificateTimestampList in a SingleResponse (RFC 6962 §3.3). */
  signedTimestamps: '1.3.6.1.4.1.11129.2.4.5',
} as const;
