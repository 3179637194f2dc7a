import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mustOpenssl } from '../../support/openssl.ts';
import type { DroppedFile } from './inputs.ts';
import { createObjectFiles, type ObjectFiles, password } from './objects.ts';
import type { World } from './world.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');

/** Where files lie that other programs made. */
const places: Readonly<Record<string, string>> = {
  'key.jceks': 'objects',
  'key.jks': 'objects',
  'java-source.p12': 'objects',
  'openssh-ed25519-encrypted': 'objects',
  'openssh-p256': 'objects',
  'openssh-p256.pkcs8.der': 'objects',
  'timestamp-token.der': 'objects',
  'attribute-certificate.der': 'objects',
  'certtool.crl': 'objects',
  'nonce-unasked.der': 'requests',
  'rsa2048-issuer-revoked.der': 'responses',
};

const cutAt = 150;

/** A file of each kind. */
export interface KindFiles extends ObjectFiles {
  /** Those of the table, to be dropped together. */
  readonly all: () => Promise<readonly DroppedFile[]>;
  /** SHA-256 of the SubjectPublicKeyInfo, as `openssl pkey` writes it. */
  readonly pinOf: (name: string) => Promise<string>;
}

/** Makes what is made here, and finds the others. */
export async function createKindFiles(world: World): Promise<KindFiles> {
  const made = await createObjectFiles(world);
  const path = (name: string) => {
    const place = places[name];
    return place === undefined ? made.path(name) : join(fixtures, place, name);
  };
  const bytes = async (name: string) => await readFile(path(name));
  // The first octet begins nothing that is known.
  await writeFile(path('noise.bin'), Buffer.concat([Buffer.from([0xff]), randomBytes(300)]));
  await writeFile(path('cut.der'), (await bytes('timestamp-token.der')).subarray(0, cutAt));
  const pinOf = async (name: string) => {
    const key = name.endsWith('.p12')
      ? ['pkcs12', '-in', path(name), '-passin', `pass:${password}`, '-nocerts', '-noenc']
      : ['pkey', '-pubin', '-in', path(name)];
    const { stdout } = await mustOpenssl(key);
    const pem = name.endsWith('.p12')
      ? (await mustOpenssl(['pkey', '-pubout'], { input: Buffer.from(stdout) })).stdout
      : stdout;
    const der = Buffer.from(pem.replace(/-----.*-----/g, ''), 'base64');
    return createHash('sha256').update(der).digest('hex');
  };
  const all = async () =>
    await Promise.all(kinds.map(async ({ file: name }) => ({ name, bytes: await bytes(name) })));
  return { path, bytes, all, pinOf };
}

/** A file of a kind, what the list and the heading call it, and a fact of it by another program. */
export interface Kind {
  readonly file: string;
  readonly listed: RegExp;
  readonly title: RegExp | string;
  readonly fact: (files: KindFiles) => Promise<string>;
}

/** What the pattern finds in the words of `openssl`. */
const openssl =
  (pattern: RegExp, tell: (found: string) => string, ...args: readonly string[]) =>
  async ({ path }: KindFiles) => {
    const { stdout } = await mustOpenssl(
      args.map((one) => (one.startsWith('@') ? path(one.slice(1)) : one)),
    );
    const found = pattern.exec(stdout)?.[1];
    if (found === undefined)
      throw new Error(`${args.join(' ')} does not say ${pattern}:\n${stdout}`);
    return tell(found);
  };

export const kinds: readonly Kind[] = [
  {
    file: 'key.jceks',
    listed: /^key\.jceks.*locked/,
    title: 'JCEKS key store with 1 entry',
    // "Your keystore contains 1 entry", `keytool -list -v`.
    fact: async () => await Promise.resolve('Something in it is encrypted'),
  },
  {
    file: 'key.jks',
    listed: /^key\.jks.*locked/,
    title: 'JKS key store with 1 entry',
    fact: async () => await Promise.resolve('Something in it is encrypted'),
  },
  {
    file: 'nonce-unasked.der',
    listed: /OCSP request/,
    title: /^OCSP request for serial number 0x1000$/,
    fact: openssl(
      /Issuer Key Hash: (\w+)/,
      (hash) => hash.toLowerCase(),
      ...['ocsp', '-reqin', '@nonce-unasked.der', '-req_text', '-noverify'],
    ),
  },
  {
    file: 'rsa2048-issuer-revoked.der',
    listed: /OCSP response/,
    title: /revoked/,
    fact: openssl(
      /Revocation Reason: (\w+)/,
      (reason) => reason,
      ...['ocsp', '-respin', '@rsa2048-issuer-revoked.der', '-resp_text', '-noverify'],
    ),
  },
  {
    file: 'attribute-certificate.der',
    listed: /^Attribute certificate/,
    title: 'Attribute certificate',
    // The first INTEGER after the signature's algorithm is the serial number (RFC 5755 §4.1).
    fact: openssl(
      /INTEGER +:0*([0-9A-F]{6,})/,
      (serial) => `0x${serial}`,
      ...['asn1parse', '-inform', 'DER', '-in', '@attribute-certificate.der'],
    ),
  },
  {
    file: 'certtool.crl',
    listed: /^Agreement CA/,
    title: /^CRL of Agreement CA: 1 certificate revoked$/,
    fact: openssl(
      /Serial Number: (\w+)/,
      (serial) => `0x${serial}`,
      ...['crl', '-in', '@certtool.crl', '-noout', '-text'],
    ),
  },
  {
    file: 'locked.key',
    listed: /^locked\.key.*locked/,
    title: 'A private key, encrypted',
    fact: async () => await Promise.resolve('PBES2 (PBKDF2, AES-256)'),
  },
  {
    file: 'openssh-ed25519-encrypted',
    listed: /^openssh-ed25519-encrypted.*locked/,
    title: 'A private key, Ed25519',
    // What `head -1` of `ssh-keygen -y` writes without the password.
    fact: async () => await Promise.resolve('OpenSSH, ssh-ed25519'),
  },
  {
    file: 'timestamp-token.der',
    listed: /timestamp/,
    title: /^Timestamp/,
    fact: openssl(
      /Serial number: (\w+)/,
      (serial) => serial,
      ...['ts', '-reply', '-token_in', '-in', '@timestamp-token.der', '-token_out', '-text'],
    ),
  },
  {
    file: 'public.der',
    listed: /^EC P-256.*public key/,
    title: /^Public key, EC P-256$/,
    fact: async ({ pinOf }) => await pinOf('public.der'),
  },
  {
    file: 'noise.bin',
    listed: /not recognised|not whole/,
    title: 'Neither PEM, base64 nor DER',
    fact: async () => await Promise.resolve('no certificate, key, list, store or OCSP message'),
  },
  {
    file: 'cut.der',
    listed: /not whole/,
    title: /not well-formed/,
    fact: async ({ bytes }) =>
      `runs ${(await bytes('timestamp-token.der')).length - cutAt} past the end`,
  },
];

/** Text that a person copies out of a ticket, and what the heading calls it. */
export async function pasted({ bytes, path }: KindFiles) {
  const pem = async (label: string, name: string) =>
    `-----BEGIN ${label}-----\n${Buffer.from(await bytes(name)).toString('base64')}\n-----END ${label}-----\n`;
  const { stdout: traditional } = await mustOpenssl([
    ...['pkey', '-traditional', '-in', path('openssh-p256.pkcs8.der')],
  ]);
  const text = async (name: string) => Buffer.from(await bytes(name)).toString('utf8');
  return [
    { what: 'CSR', text: await text('renewal.csr'), title: /renewal/ },
    { what: 'PKCS#7', text: `See below.\n${await text('chain.p7b')}`, title: /PKCS#7/ },
    { what: 'SEC 1 key', text: traditional, title: /^A private key, EC P-256$/ },
    {
      what: 'base64 of an OCSP response',
      text: Buffer.from(await bytes('rsa2048-issuer-revoked.der')).toString('base64'),
      title: /OCSP response: revoked/,
    },
    {
      what: 'timestamp token',
      text: await pem('PKCS7', 'timestamp-token.der'),
      title: /^Timestamp/,
    },
    {
      what: 'attribute certificate',
      text: await pem('ATTRIBUTE CERTIFICATE', 'attribute-certificate.der'),
      title: 'Attribute certificate',
    },
  ];
}
