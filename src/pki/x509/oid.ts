/** Object identifiers of certificate extensions (RFC 5280 §4.2, RFC 6960 §4.2.2.2.1). */
export const extensionOid = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  issuerAltName: '2.5.29.18',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  cRLDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  policyMappings: '2.5.29.33',
  authorityKeyIdentifier: '2.5.29.35',
  policyConstraints: '2.5.29.36',
  extendedKeyUsage: '2.5.29.37',
  freshestCrl: '2.5.29.46',
  inhibitAnyPolicy: '2.5.29.54',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  subjectInfoAccess: '1.3.6.1.5.5.7.1.11',
  tlsFeature: '1.3.6.1.5.5.7.1.24',
  signedCertificateTimestamps: '1.3.6.1.4.1.11129.2.4.2',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
} as const;

/** Object identifiers in extendedKeyUsage (RFC 5280 §4.2.1.12, RFC 6960 §4.2.2.2). */
export const keyPurposeOid = {
  any: '2.5.29.37.0',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  codeSigning: '1.3.6.1.5.5.7.3.3',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
} as const;

/** Object identifiers of access methods in authorityInfoAccess (RFC 5280 §4.2.2.1). */
export const accessMethodOid = {
  ocsp: '1.3.6.1.5.5.7.48.1',
  caIssuers: '1.3.6.1.5.5.7.48.2',
} as const;

const keyPurposeNames: Readonly<Record<string, string>> = {
  [keyPurposeOid.any]: 'anyExtendedKeyUsage',
  [keyPurposeOid.serverAuth]: 'serverAuth',
  [keyPurposeOid.clientAuth]: 'clientAuth',
  [keyPurposeOid.codeSigning]: 'codeSigning',
  [keyPurposeOid.emailProtection]: 'emailProtection',
  [keyPurposeOid.timeStamping]: 'timeStamping',
  [keyPurposeOid.ocspSigning]: 'OCSPSigning',
  '1.3.6.1.4.1.311.20.2.2': 'smartcardLogon',
  '1.3.6.1.5.2.3.4': 'pkinitKPClientAuth',
  '1.3.6.1.5.2.3.5': 'pkinitKPKdc',
  '1.3.6.1.5.5.7.3.17': 'ipsecIKE',
};

/** A key purpose as RFC 5280 names it, without its `id-kp-`: `clientAuth`; else the identifier itself. */
export function nameKeyPurpose(oid: string): string {
  return keyPurposeNames[oid] ?? oid;
}
