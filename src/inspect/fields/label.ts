import { remembering } from '#shared/remembered.ts';

/** Labels that do not follow from the name in the ASN.1 module, and RFC names that are words already. */
const labels: Readonly<Record<string, string>> = {
  applicationCertPolicies: 'Microsoft application policies',
  cA: 'CA',
  cAKeyCertIndexPair: 'Microsoft CA version',
  caRepository: 'CA repository',
  certificateTemplate: 'Microsoft certificate template, v2',
  certSrvPreviousCertHash: 'Microsoft previous CA certificate',
  cRLIssuer: 'CRL issuer',
  cRLDistributionPoints: 'CRL distribution points',
  certID: 'CertID',
  certs: 'Certificates',
  CRLReason: 'Reason',
  crlEntryExtensions: 'CRL entry extensions',
  crlExtensions: 'CRL extensions',
  cRLNumber: 'CRL number',
  deltaCRLIndicator: 'Delta to CRL number',
  dNSName: 'DNS name',
  enrollCerttypeExtension: 'Microsoft certificate template, v1',
  extKeyUsage: 'Extended key usage',
  freshestCRL: 'Freshest CRL',
  indirectCRL: 'Entries of several issuers',
  instructionCode: 'Hold instruction',
  iPAddress: 'IP address',
  'netscape-base-url': 'Netscape base URL',
  'netscape-ca-policy-url': 'Netscape CA policy URL',
  'netscape-ca-revocation-url': 'Netscape CA revocation URL',
  'netscape-cert-renewal-url': 'Netscape renewal URL',
  'netscape-cert-type': 'Netscape certificate type',
  'netscape-comment': 'Netscape comment',
  'netscape-revocation-url': 'Netscape revocation URL',
  'netscape-ssl-server-name': 'Netscape server name',
  nextUpdate: 'nextUpdate',
  ntdsCASecurityExt: 'Microsoft account',
  onlyContainsAttributeCerts: 'Attribute certificates alone',
  onlyContainsCACerts: 'CAs alone',
  onlyContainsUserCerts: 'End entities alone',
  onlySomeReasons: 'Reasons alone',
  pathLenConstraint: 'Path length limit',
  producedAt: 'producedAt',
  qcStatements: 'QC statements',
  registeredID: 'Registered identifier',
  securityIdentifier: 'Security identifier (SID)',
  reqCert: 'CertID',
  requestorName: 'Requestor name',
  responderID: 'Responder ID',
  rfc822Name: 'Email address',
  RSAPublicKey: 'RSA public key',
  subjectAltName: 'Subject alternative name',
  issuerAltName: 'Issuer alternative name',
  subjectInfoAccess: 'Subject information access',
  authorityInfoAccess: 'Authority information access',
  thisUpdate: 'thisUpdate',
  tlsFeature: 'TLS feature',
  uniformResourceIdentifier: 'URI',
  v2Form: 'Issuer',
  'id-pkix-ocsp-nonce': 'Nonce',
  'id-pkix-ocsp-crl': 'CRL reference',
  'id-pkix-ocsp-response': 'Acceptable responses',
  'id-pkix-ocsp-nocheck': 'OCSP no check',
  'id-pkix-ocsp-archive-cutoff': 'Archive cutoff',
  'id-pkix-ocsp-service-locator': 'Service locator',
  'id-pkix-ocsp-pref-sig-algs': 'Preferred signature algorithms',
  'id-pkix-ocsp-extended-revoke': 'Extended revoked definition',
  'id-ad-ocsp': 'OCSP',
  'id-ad-caIssuers': 'CA issuers',
};

/** What a person calls a field: `issuerKeyHash` becomes `Issuer key hash`; object identifiers stay. */
export const labelOf = remembering((name: string): string => {
  if (/^[0-9.]+$/.test(name)) return name;
  const last = name.slice(name.lastIndexOf('.') + 1);
  const known = labels[last];
  if (known !== undefined) return known;
  if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(last) || last === last.toUpperCase()) return last;
  const words = last.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(' ');
  const text = words.map((word) => (word === word.toUpperCase() ? word : word.toLowerCase()));
  const joined = text.join(' ');
  return joined.charAt(0).toUpperCase() + joined.slice(1);
});
