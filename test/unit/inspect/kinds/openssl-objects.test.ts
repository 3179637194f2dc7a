import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { inspectInput } from '#inspect/inspect-object.ts';
import { encodePem } from '#pki/x509/pem.ts';
import { fieldValue, findingIds, inspectOne } from '../../../support/inspected.ts';
import { mustOpenssl } from '../../../support/openssl.ts';
import { suiteTempDir } from '../../../support/temp-dir.ts';

const temp = suiteTempDir('kinds');
const at = (name: string) => join(temp.path, name);
const read = async (name: string) => new Uint8Array(await readFile(at(name)));
const make = (command: string) =>
  mustOpenssl(command.split(' ').map((word) => word.replace('@', `${temp.path}/`)));

/** SHA-256 of the SubjectPublicKeyInfo, by openssl. */
async function pinOf(key: string): Promise<string> {
  await make(`pkey -in @${key} -pubout -outform DER -out @${key}.spki`);
  const { stdout } = await make(`dgst -sha256 -r @${key}.spki`);
  return stdout.split(' ')[0] ?? '';
}

beforeAll(async () => {
  await make('genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out @rsa.key');
  await make(
    'req -x509 -key @rsa.key -subj /CN=Test -days 36500 -set_serial 0x5a0102030405060708 -out @cert.pem -addext subjectAltName=DNS:a.test',
  );
});

describe('private keys', () => {
  it('finds a key that stands in the same file as its certificate, and no other', async () => {
    await make('genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out @other.key');
    const [certificate, own, other] = await Promise.all(
      ['cert.pem', 'rsa.key', 'other.key'].map((name) => readFile(at(name), 'utf8')),
    );
    const keysOf = (text: string) =>
      inspectInput(Buffer.from(text), { now: 0, passwords: [] })
        .filter(({ kind }) => kind === 'private-key')
        .map((object) => findingIds(object).includes('key-beside-certificate'));
    expect(keysOf(`${own}${certificate}${other}`)).toEqual([true, false]);
    expect(keysOf(`${own}${other}`)).toEqual([false, false]);
  });

  it.each([
    ['PKCS#8', 'pkcs8 -topk8 -nocrypt -in @rsa.key -out @out', 'none'],
    ['PKCS#1', 'rsa -in @rsa.key -traditional -out @out', 'none'],
    [
      'PKCS#8 under AES',
      'pkcs8 -topk8 -in @rsa.key -passout pass:secret -out @out',
      'PBES2 (PBKDF2, AES-256)',
    ],
    [
      'PKCS#8 under scrypt',
      'pkcs8 -topk8 -scrypt -in @rsa.key -passout pass:secret -out @out',
      'PBES2 (scrypt, AES-256)',
    ],
    [
      'PKCS#8 under 3DES',
      'pkcs8 -topk8 -v1 PBE-SHA1-3DES -in @rsa.key -passout pass:secret -out @out',
      'PBE-SHA1-3DES',
    ],
    [
      'PKCS#1 under PEM encryption',
      'rsa -in @rsa.key -traditional -aes128 -passout pass:secret -out @out',
      'PEM, AES-128-CBC',
    ],
    [
      'PKCS#1 under PEM 3DES',
      'rsa -in @rsa.key -traditional -des3 -passout pass:secret -out @out',
      'PEM, DES-EDE3-CBC',
    ],
  ])('names a key in %s and what it fits', async (_, command, encryption) => {
    await make(command);
    const key = inspectOne(await read('out'), 'secret');
    expect(key).toMatchObject({
      kind: 'private-key',
      title: 'A private key, RSA 2048',
      keyPin: await pinOf('rsa.key'),
      problem: null,
      asn1: null,
      pemLabel: null,
    });
    expect(key.bytes).toHaveLength(0);
    expect(fieldValue(key.fields, 'Encryption')).toBe(encryption);
    if (encryption === 'none') return;
    expect(inspectOne(await read('out')).problem?.code).toBe('password-needed');
    expect(inspectOne(await read('out'), 'wrong').problem?.code).toBe('wrong-password');
  });

  it.each([
    ['ec -pkeyopt ec_paramgen_curve:P-256', 'EC P-256'],
    ['ec -pkeyopt ec_paramgen_curve:P-521', 'EC P-521'],
    ['ec -pkeyopt ec_paramgen_curve:secp256k1', 'EC secp256k1'],
    ['ec -pkeyopt ec_paramgen_curve:brainpoolP384r1', 'EC brainpoolP384r1'],
    ['ed25519', 'Ed25519'],
    ['ed448', 'Ed448'],
    ['x25519', 'X25519'],
    ['rsa-pss -pkeyopt rsa_keygen_bits:2048', 'RSA-PSS 2048'],
  ])('knows the public half of %s', async (kind, text) => {
    await make(`genpkey -algorithm ${kind} -out @key`);
    const key = inspectOne(await read('key'));
    expect(key).toMatchObject({ title: `A private key, ${text}`, keyPin: await pinOf('key') });
  });

  it('works the public half out where the file lacks it', async () => {
    await make('ecparam -name brainpoolP256r1 -genkey -noout -out @long');
    await make('ec -in @long -no_public -out @short');
    expect(inspectOne(await read('short')).keyPin).toBe(await pinOf('long'));
  });
});

describe('PKCS#12', () => {
  const source = '-in @cert.pem -inkey @rsa.key -out @out.p12';

  it.each([
    [`-passout pass:secret ${source}`, 'PBES2 (PBKDF2, AES-256)', []],
    [
      `-legacy -passout pass:secret ${source}`,
      'PBE-SHA1-RC2-40; PBE-SHA1-3DES',
      ['weak-encryption'],
    ],
    [
      `-legacy -certpbe PBE-SHA1-RC2-128 -keypbe PBE-SHA1-2DES -passout pass:secret ${source}`,
      'PBE-SHA1-RC2-128; PBE-SHA1-2DES',
      ['weak-encryption'],
    ],
    [
      `-legacy -certpbe PBE-SHA1-RC4-40 -keypbe PBE-SHA1-RC4-128 -passout pass:secret ${source}`,
      'PBE-SHA1-RC4-40; PBE-SHA1-RC4-128',
      ['weak-encryption'],
    ],
    [`-passout pass:secret -certpbe NONE ${source}`, 'PBES2 (PBKDF2, AES-256)', []],
    [`-passout pass:secret -macalg sha512 ${source}`, 'PBES2 (PBKDF2, AES-256)', []],
  ])('opens what pkcs12 -export %s writes', async (options, encryption, findings) => {
    await make(`pkcs12 -export ${options}`);
    const file = await read('out.p12');
    const store = inspectOne(file, 'secret');
    expect(store).toMatchObject({
      kind: 'pkcs12',
      title: 'PKCS#12 file with 1 private key and 1 certificate',
      problem: null,
    });
    expect(fieldValue(store.fields, 'Encryption')).toBe(encryption);
    expect(findingIds(store)).toEqual(findings);
    const pin = await pinOf('rsa.key');
    expect(store.contains.map(({ kind, keyPin }) => [kind, keyPin])).toEqual([
      ['certificate', pin],
      ['private-key', pin],
    ]);
    expect(inspectOne(file).problem?.code).toBe('password-needed');
    expect(inspectOne(file, 'wrong').problem?.code).toBe('wrong-password');
  });

  it('shows no octet of a key that lies open', async () => {
    await make(`pkcs12 -export -keypbe NONE -certpbe NONE -nomac -passout pass: ${source}`);
    const store = inspectOne(await read('out.p12'));
    expect(store.asn1).toBeNull();
    expect(findingIds(store)).toEqual(['key-not-encrypted', 'no-integrity']);
  });
});

describe('PKCS#7', () => {
  it.each(['DER', 'PEM'])('opens a bag of certificates and CRLs in %s', async (form) => {
    await make(`crl2pkcs7 -nocrl -certfile @cert.pem -outform ${form} -out @bag`);
    const bag = inspectOne(await read('bag'));
    expect(bag).toMatchObject({ kind: 'pkcs7', title: 'PKCS#7 with 1 certificate', problem: null });
    expect(bag.contains.map(({ title }) => title)).toEqual(['Certificate of Test']);
  });

  it('opens BER of indefinite length, as a streaming signer writes it', async () => {
    await make(
      'cms -sign -stream -nodetach -binary -in @cert.pem -signer @cert.pem -inkey @rsa.key -outform DER -out @stream',
    );
    const bytes = await read('stream');
    expect(bytes[1]).toBe(0x80);
    const bag = inspectOne(bytes);
    expect(bag).toMatchObject({ kind: 'pkcs7', problem: null });
    expect(fieldValue(bag.fields, 'Signer')).toBe('serial number 0x5A0102030405060708 of CN=Test');
    expect(bag.contains).toHaveLength(1);
  });
});

describe('requests and keys', () => {
  it('shows a request, and that its signature is its own', async () => {
    await make('req -new -key @rsa.key -subj /CN=req -addext subjectAltName=DNS:b.test -out @req');
    const request = inspectOne(await read('req'));
    expect(request).toMatchObject({
      kind: 'certificate-request',
      title: 'Certificate request of req',
      keyPin: await pinOf('rsa.key'),
      problem: null,
      findings: [],
    });
    expect(fieldValue(request.fields, 'Subject alternative name')).toBe('DNS name b.test');
    const changed = Uint8Array.from(request.bytes);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    const pem = new TextEncoder().encode(encodePem('CERTIFICATE REQUEST', changed));
    expect(findingIds(inspectOne(pem))).toEqual(['signature-invalid']);
  });

  it('shows a public key', async () => {
    await make('pkey -in @rsa.key -pubout -out @pub');
    expect(inspectOne(await read('pub'))).toMatchObject({
      kind: 'public-key',
      title: 'Public key, RSA 2048',
      keyPin: await pinOf('rsa.key'),
    });
  });
});
