import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mustOpenssl } from './openssl.ts';
import {
  authorityConfig,
  type CertificateFields,
  extensionFile,
  type Profile,
} from './openssl-config.ts';
import { createIndexFile, type IndexFile, type RevocationReason } from './openssl-index.ts';

/** `openssl req -newkey` arguments of each kind of key; the second group is for what runtimes lack. */
const newKeyArguments = {
  rsa2048: ['rsa:2048'],
  p256: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  p384: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  p521: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-521'],
  ed25519: ['ed25519'],

  rsaPss2048: ['rsa-pss', '-pkeyopt', 'rsa_keygen_bits:2048'],
  ed448: ['ed448'],
  secp256k1: ['ec', '-pkeyopt', 'ec_paramgen_curve:secp256k1'],
} as const;

/** Kinds of key that a certificate can have. */
export type KeyAlgorithm = keyof typeof newKeyArguments;

/** A certificate with its key. */
export interface Issued {
  readonly name: string;
  /** Upper-case hexadecimal with an even number of digits, as in OpenSSL's database. */
  readonly serial: string;
  readonly certPath: string;
  readonly keyPath: string;
  readonly pem: string;
  readonly der: Uint8Array;
}

export interface IssueOptions extends CertificateFields {
  /** The common name. */
  readonly name: string;
  /** `p256` by default. */
  readonly key?: KeyAlgorithm;
  /** Start of validity; 2025-01-01 by default. */
  readonly notBefore?: Date;
  /** End of validity; 2055-01-01 by default. */
  readonly notAfter?: Date;
  /** Hexadecimal; by default counted from 1000 in each CA. */
  readonly serial?: string;
}

/** A CA of `openssl ca`: itself a certificate, with the database of what it issued. */
export interface Authority extends Issued {
  readonly indexPath: string;
  readonly issue: (profile: Profile, options: IssueOptions) => Promise<Issued>;
  readonly issueAuthority: (options: IssueOptions) => Promise<Authority>;
  /** From now on `revoked`; by default at 2026-01-01 and without a reason. */
  readonly revoke: (issued: Issued, revocation?: Revocation) => Promise<void>;
  /** `good` again, as after a hold. */
  readonly release: (issued: Issued) => Promise<void>;
  /** From now on `unknown`. */
  readonly forget: (issued: Issued) => Promise<void>;
}

export interface Revocation {
  readonly reason?: RevocationReason | null;
  readonly at?: Date;
}

/** A root CA and the issuing CA below it, made by `openssl` alone. */
export interface Pki {
  readonly dir: string;
  readonly root: Authority;
  readonly issuer: Authority;
  /** PEM file with the issuing CA and the root, for `-CAfile` and `ssl_client_certificate`. */
  readonly caFile: string;
  readonly issueClient: (options: IssueOptions) => Promise<Issued>;
  readonly issueServer: (options: IssueOptions) => Promise<Issued>;
  /** A delegated responder: id-kp-OCSPSigning and nocheck unless the options say otherwise. */
  readonly issueResponder: (options: IssueOptions) => Promise<Issued>;
  readonly revoke: Authority['revoke'];
  readonly release: Authority['release'];
  readonly forget: Authority['forget'];
}

export interface PkiOptions {
  /** An existing directory; the PKI makes one of its own in it. */
  readonly dir: string;
  /** Part of the CA names. Two PKIs of one name have CAs of one name and different keys. */
  readonly name?: string;
  /** Key of both CAs, `p256` by default. */
  readonly key?: KeyAlgorithm;
  /** AIA of the issuing CA's own certificate. */
  readonly issuerOcspUris?: readonly string[];
}

/** Creates a root CA and an issuing CA; each file of it is below `options.dir`. */
export async function createPki(options: PkiOptions): Promise<Pki> {
  const name = options.name ?? 'Test';
  const key = options.key ?? 'p256';
  const dir = await mkdtemp(join(options.dir, 'pki-'));
  const root = await createRoot(dir, { name: `${name} Root CA`, key });
  const issuer = await root.issueAuthority({
    name: `${name} Issuing CA`,
    key,
    ocspUris: options.issuerOcspUris ?? [],
  });
  const caFile = join(dir, 'ca.pem');
  await writeFile(caFile, issuer.pem + root.pem);
  return {
    dir,
    root,
    issuer,
    caFile,
    issueClient: (client) => issuer.issue('client', client),
    issueServer: (server) => issuer.issue('server', server),
    issueResponder: (responder) => issuer.issue('responder', responder),
    revoke: issuer.revoke,
    release: issuer.release,
    forget: issuer.forget,
  };
}

async function createRoot(dir: string, options: IssueOptions): Promise<Authority> {
  const home = await createHome(dir, options.name);
  const itself = await sign(home, 'authority', options, null);
  return authority(home, itself);
}

/** The directory and database of one CA. */
interface Home {
  readonly dir: string;
  readonly index: IndexFile;
}

async function createHome(dir: string, name: string): Promise<Home> {
  const home = join(dir, fileStem(name));
  await mkdir(home);
  await writeFile(join(home, 'openssl.cnf'), authorityConfig(home));
  return { dir: home, index: await createIndexFile(join(home, 'index.txt')) };
}

function authority(home: Home, itself: Issued): Authority {
  const { dir, index } = home;
  let nextSerial = 0x1000;
  let last: Promise<unknown> = Promise.resolve();
  // `openssl ca` rewrites its database without a lock, so one thing at a time.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  };
  const issue = (profile: Profile, options: IssueOptions) =>
    inTurn(() => {
      const serial = options.serial ?? (nextSerial++).toString(16);
      return sign(home, profile, { ...options, serial }, itself);
    });

  return {
    ...itself,
    indexPath: index.path,
    issue,
    issueAuthority: async (options) => {
      const issued = await issue('authority', options);
      return authority(await createHome(dir, options.name), issued);
    },
    revoke: (issued, revocation = {}) =>
      inTurn(() =>
        index.set(issued.serial, {
          status: 'revoked',
          reason: revocation.reason ?? null,
          at: revocation.at ?? new Date('2026-01-01T00:00:00Z'),
        }),
      ),
    release: (issued) => inTurn(() => index.set(issued.serial, { status: 'good' })),
    forget: (issued) => inTurn(() => index.forget(issued.serial)),
  };
}

/** Makes a key and has the CA of `home` sign its certificate; without an issuer it is self-signed. */
async function sign(
  home: Home,
  profile: Profile,
  options: IssueOptions,
  issuer: Issued | null,
): Promise<Issued> {
  const serial = evenHex(options.serial ?? '01');
  const stem = join(home.dir, `${fileStem(options.name)}-${serial}`);
  const [certPath, keyPath, requestPath] = [`${stem}.pem`, `${stem}.key`, `${stem}.csr`];
  const config = ['-config', join(home.dir, 'openssl.cnf')];

  const subject = `/O=Revoscope tests/CN=${options.name.replaceAll('/', '\\/')}`;
  const newKey = ['-new', '-nodes', '-newkey', ...newKeyArguments[options.key ?? 'p256']];
  await mustOpenssl([
    'req',
    ...config,
    ...newKey,
    '-keyout',
    keyPath,
    '-out',
    requestPath,
    '-subj',
    subject,
  ]);

  await writeFile(join(home.dir, 'serial'), `${serial}\n`);
  await writeFile(
    `${stem}.ext`,
    extensionFile(profile, options, issuer === null ? 'itself' : 'another'),
  );
  const signer =
    issuer === null
      ? ['-selfsign', '-keyfile', keyPath]
      : ['-cert', issuer.certPath, '-keyfile', issuer.keyPath];
  const validity = [
    ...['-startdate', opensslTime(options.notBefore ?? new Date('2025-01-01T00:00:00Z'))],
    ...['-enddate', opensslTime(options.notAfter ?? new Date('2055-01-01T00:00:00Z'))],
  ];
  const extensions = ['-extfile', `${stem}.ext`, '-extensions', 'extensions'];
  const files = ['-batch', '-notext', '-in', requestPath, '-out', certPath];
  await mustOpenssl(['ca', ...config, ...signer, ...validity, ...extensions, ...files]);
  await home.index.touch();

  const pem = await readFile(certPath, 'utf8');
  return { name: options.name, serial, certPath, keyPath, pem, der: pemToDer(pem) };
}

/** The bytes of the first PEM block in a text. */
export function pemToDer(pem: string): Uint8Array {
  const body = /-----BEGIN [^-]+-----([^-]+)-----END/.exec(pem)?.[1];
  if (body === undefined) throw new Error('There is no PEM block in this text.');
  return new Uint8Array(Buffer.from(body, 'base64'));
}

function opensslTime(time: Date): string {
  return time
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:T]/g, '');
}

function evenHex(serial: string): string {
  const hex = BigInt(`0x${serial}`).toString(16).toUpperCase();
  return hex.length % 2 === 0 ? hex : `0${hex}`;
}

function fileStem(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
