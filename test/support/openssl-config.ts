/** What a certificate is for; it sets the basic constraints and key usages. */
export type Profile = 'client' | 'server' | 'responder' | 'authority';

/** The fields of a certificate that a test can choose. */
export interface CertificateFields {
  /** Uniform resource identifiers of OCSP responders for the AIA extension, in their order. */
  readonly ocspUris?: readonly string[];
  /** AIA entries of the other kind; they are put before the OCSP ones. */
  readonly caIssuersUris?: readonly string[];
  /** Replaces the profile's extended key usages; empty leaves the extension out. */
  readonly extendedKeyUsage?: readonly string[];
  /** id-pkix-ocsp-nocheck; a `responder` has it unless told otherwise. */
  readonly noCheck?: 'present' | 'absent';
  /** More extension lines in OpenSSL's syntax, such as `1.2.3.4 = critical,ASN1:NULL`. */
  readonly extensions?: readonly string[];
}

const keyUsages: Record<Profile, string> = {
  client: 'digitalSignature',
  server: 'digitalSignature,keyEncipherment',
  responder: 'digitalSignature',
  // digitalSignature lets the CA sign OCSP responses as well.
  authority: 'digitalSignature,keyCertSign,cRLSign',
};

const extendedKeyUsages: Record<Profile, readonly string[]> = {
  client: ['clientAuth'],
  server: ['serverAuth'],
  responder: ['OCSPSigning'],
  authority: [],
};

/** The `-extfile` for one certificate: OpenSSL configuration with a section `extensions`. */
export function extensionFile(
  profile: Profile,
  fields: CertificateFields,
  issuedBy: 'itself' | 'another',
): string {
  const isAuthority = profile === 'authority';
  const usages = fields.extendedKeyUsage ?? extendedKeyUsages[profile];
  const hasNoCheck =
    (fields.noCheck ?? (profile === 'responder' ? 'present' : 'absent')) === 'present';
  const access = [
    ...(fields.caIssuersUris ?? []).map((uri, at) => `caIssuers;URI.${at} = ${uri}`),
    ...(fields.ocspUris ?? []).map((uri, at) => `OCSP;URI.${at} = ${uri}`),
  ];
  return lines([
    '[ extensions ]',
    `basicConstraints = critical,CA:${isAuthority ? 'TRUE' : 'FALSE'}`,
    `keyUsage = critical,${keyUsages[profile]}`,
    usages.length > 0 && `extendedKeyUsage = ${usages.join(',')}`,
    'subjectKeyIdentifier = hash',
    issuedBy === 'another' && 'authorityKeyIdentifier = keyid:always',
    profile === 'server' && 'subjectAltName = IP:127.0.0.1,DNS:localhost',
    hasNoCheck && 'noCheck = ignored',
    access.length > 0 && 'authorityInfoAccess = @access',
    ...(fields.extensions ?? []),
    '[ access ]',
    ...access,
  ]);
}

/** The `-config` of one CA: where its files are, and that any subject will do. */
export function authorityConfig(dir: string): string {
  return lines([
    '[ ca ]',
    'default_ca = authority',
    '[ authority ]',
    `database = ${dir}/index.txt`,
    `serial = ${dir}/serial`,
    `new_certs_dir = ${dir}`,
    'default_md = default',
    'policy = subject',
    'email_in_dn = no',
    '[ subject ]',
    'organizationName = optional',
    'commonName = supplied',
    '[ req ]',
    'prompt = no',
    'distinguished_name = unused',
    '[ unused ]',
  ]);
}

function lines(parts: readonly (string | false)[]): string {
  return parts
    .filter((part) => part !== false)
    .map((part) => `${part}\n`)
    .join('');
}
