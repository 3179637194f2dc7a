/** Object identifiers of OCSP (RFC 6960 §4.4 and appendix B). */
export const ocspOid = {
  /** id-pkix-ocsp-basic: the only response type that is defined. */
  basic: '1.3.6.1.5.5.7.48.1.1',
  nonce: '1.3.6.1.5.5.7.48.1.2',
  crl: '1.3.6.1.5.5.7.48.1.3',
  acceptableResponses: '1.3.6.1.5.5.7.48.1.4',
  noCheck: '1.3.6.1.5.5.7.48.1.5',
  archiveCutoff: '1.3.6.1.5.5.7.48.1.6',
  serviceLocator: '1.3.6.1.5.5.7.48.1.7',
  preferredSignatureAlgorithms: '1.3.6.1.5.5.7.48.1.8',
  extendedRevoke: '1.3.6.1.5.5.7.48.1.9',
  /** id-kp-OCSPSigning (RFC 6960 §4.2.2.2), a value of extendedKeyUsage. */
  signing: '1.3.6.1.5.5.7.3.9',
} as const;
