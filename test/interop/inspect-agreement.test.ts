import { readdirSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { inspectInput } from '#inspect/inspect-object.ts';
import { recognise } from '#inspect/recognise.ts';
import { unwrapInput } from '#inspect/unwrap-input.ts';
import type { Asn1Node, InspectedObject } from '#shared/model/inspection.ts';
import { readFixture, readManifest } from '../support/fixtures/manifest.ts';
import { fieldValue } from '../support/inspected.ts';
import { mustOpenssl } from '../support/openssl.ts';
import { suiteTempDir } from '../support/temp-dir.ts';

const temp = suiteTempDir('agreement');
const fixtures = new URL('../fixtures/', import.meta.url);
const bundle = new Uint8Array(readFileSync(new URL('roots/ca-certificates.pem', fixtures)));
const everyExtension = new URL('objects/every-extension.cnf', fixtures).pathname;

const inspect = (bytes: Uint8Array) =>
  inspectInput(bytes, { now: Date.parse('2026-11-26T00:00:00Z'), passwords: ['secret'] });
const roots = inspect(bundle);

const made = async (command: string) =>
  mustOpenssl(command.split(' '), { cwd: temp.path }).then(({ stdout }) => stdout);
const read = async (name: string) => new Uint8Array(await readFile(join(temp.path, name)));

beforeAll(async () => {
  await writeFile(join(temp.path, 'bundle.pem'), bundle);
  await made('genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key');
  await made(`req -x509 -key key -config ${everyExtension} -extensions all -days 900 -out all.pem`);
  await made('req -new -key key -subj /CN=a.test/O=Ümlaut -utf8 -outform DER -out request.der');
  await made('crl2pkcs7 -nocrl -certfile bundle.pem -outform DER -out bundle.p7b');
  await made(
    'pkcs12 -export -nokeys -in bundle.pem -passout pass:secret -name roots -out bundle.p12',
  );
});

/** A line of `openssl asn1parse`, or one of our elements in the same words. */
interface Line {
  readonly offset: number;
  readonly depth: number;
  readonly headerLength: number;
  readonly length: number;
  readonly type: string;
  readonly text: string | null;
}

const lineOf = /^ *(\d+):d=(\d+) +hl=(\d+) l= *(\d+) (?:cons|prim): (.+?) *(?::(.*))?$/;
const stringTypes = /^(UTF8|PRINTABLE|IA5|VISIBLE|NUMERIC)STRING$/;

function parsedLines(output: string): readonly Line[] {
  return output.split('\n').flatMap((line) => {
    const found = lineOf.exec(line);
    if (found === null) return [];
    const [, offset, depth, headerLength, length, type = '', text = ''] = found;
    return [
      {
        offset: Number(offset),
        depth: Number(depth),
        headerLength: Number(headerLength),
        length: Number(length),
        type: type.replace('[HEX DUMP]', '').trim().replace(/ +/g, ' '),
        text: stringTypes.test(type) && /^[ -~]*$/.test(text) ? text : null,
      },
    ];
  });
}

/** What is inside strings openssl leaves closed. */
function ownLines(node: Asn1Node, depth: number, base: number): readonly Line[] {
  const isOpen = node.type === 'SEQUENCE' || node.type === 'SET' || node.type.startsWith('[');
  const type = opensslType(node.type);
  const line = {
    offset: base + node.range.offset,
    depth,
    headerLength: node.headerLength,
    length: node.range.length - node.headerLength,
    type,
    text: stringTypes.test(type) && /^[ -~]*$/.test(node.value ?? '') ? node.value : null,
  };
  const inside = isOpen ? node.children : [];
  return [line, ...inside.flatMap((child) => ownLines(child, depth + 1, base))];
}

function opensslType(type: string): string {
  const renamed: Readonly<Record<string, string>> = {
    'OBJECT IDENTIFIER': 'OBJECT',
    TeletexString: 'T61STRING',
  };
  const context = /^\[(\d+)\]$/.exec(type);
  return context === null ? (renamed[type] ?? type.toUpperCase()) : `cont [ ${context[1]} ]`;
}

/** DER of everything at hand that is well-formed: the bundle, the fixtures, what openssl just made. */
async function allObjects(): Promise<readonly Uint8Array[]> {
  const { cases, certificates } = readManifest();
  const files = [
    bundle,
    ...certificates.map(({ file }) => readFixture(file)),
    ...cases.flatMap(({ request, response }) => [readFixture(request), readFixture(response)]),
    ...readdirSync(new URL('rare-keys/', fixtures))
      .filter((name) => /\.(pem|der|ors)$/.test(name))
      .map((name) => new Uint8Array(readFileSync(new URL(`rare-keys/${name}`, fixtures)))),
    ...['java-source.p12', 'timestamp-response.tsr', 'timestamp-token.der'].map(
      (name) => new Uint8Array(readFileSync(new URL(`objects/${name}`, fixtures))),
    ),
    await read('all.pem'),
    await read('request.der'),
    await read('bundle.p12'),
  ];
  return files.flatMap((file) =>
    unwrapInput(file)
      .objects.map(({ der }) => der)
      .filter((der) => recognise(der) !== 'unknown' && recognise(der) !== 'text'),
  );
}

describe('the ASN.1 tree', () => {
  it('has the elements, offsets, lengths and strings of openssl asn1parse', async () => {
    const objects: { tree: Asn1Node; bytes: Uint8Array }[] = [];
    for (const der of await allObjects()) {
      const [object] = inspect(der);
      if (object?.asn1 != null && object.problem === null && !isIndefinite(der)) {
        objects.push({ tree: object.asn1, bytes: object.bytes });
      }
    }
    expect(objects.length).toBeGreaterThan(350);
    // One file and one process for all: asn1parse reads elements one after the other.
    await writeFile(join(temp.path, 'all.der'), Buffer.concat(objects.map(({ bytes }) => bytes)));
    const lines = parsedLines(await made('asn1parse -inform DER -in all.der'));
    let base = 0;
    const own = objects.flatMap(({ tree, bytes }) => {
      const from = base;
      base += bytes.length;
      return ownLines(tree, 0, from);
    });
    expect(own.length).toBeGreaterThan(15_000);
    expect(own.length).toBe(lines.length);
    // Told apart one by one: a difference of arrays of this size takes minutes to print.
    own.forEach((line, at) => {
      expect(line).toEqual(lines[at]);
    });
  });
});

function isIndefinite(der: Uint8Array): boolean {
  return der[1] === 0x80;
}

const sha256 = (object: InspectedObject | undefined) => fieldValue(object?.fields ?? [], 'SHA-256');

/** The field of the certificate; a subject may have an attribute of that name. */
function serialOf(object: InspectedObject | undefined): string {
  return object?.fields.find(({ label }) => label === 'Serial number')?.value ?? '0';
}

describe('the certificates of the Debian bundle', () => {
  it('read as keytool printed them', () => {
    const output = readFileSync(new URL('roots/keytool-printcert.txt', fixtures), 'utf8');
    const printed = output.split(/^Certificate\[\d+\]:$/m).slice(1);
    expect(roots).toHaveLength(printed.length);
    const value = (block: string, label: string) =>
      new RegExp(`^\\s*${label}: (.*)$`, 'm').exec(block)?.[1] ?? '';
    const octets = (block: string, label: string) =>
      value(block, label).replaceAll(':', '').toLowerCase();
    roots.forEach((root, at) => {
      const block = printed[at] ?? '';
      const [from, until] = value(block, 'Valid from').split(' until: ');
      const field = (label: string) => fieldValue(root.fields, label);
      expect({
        serial: BigInt(serialOf(root)),
        notBefore: Date.parse(field('Not before') ?? ''),
        notAfter: Date.parse(field('Not after') ?? ''),
        sha1: field('SHA-1'),
        sha256: field('SHA-256'),
        key: field('Public key'),
        version: field('Version'),
        isSelfIssued: field('Subject') === field('Issuer'),
      }).toEqual({
        serial: BigInt(`0x${value(block, 'Serial number')}`),
        notBefore: Date.parse(from ?? ''),
        notAfter: Date.parse(until ?? ''),
        sha1: octets(block, 'SHA1'),
        sha256: octets(block, 'SHA256'),
        key: keyInOurWords(value(block, 'Subject Public Key Algorithm')),
        version: `v${value(block, 'Version')}`,
        isSelfIssued: value(block, 'Owner') === value(block, 'Issuer'),
      });
    });
  });

  it('come out of PKCS#7 and PKCS#12 as openssl takes them out', async () => {
    const [p7] = inspect(await read('bundle.p7b'));
    const [p12] = inspect(await read('bundle.p12'));
    const taken = await Promise.all([
      made('pkcs7 -inform DER -in bundle.p7b -print_certs'),
      made('pkcs12 -in bundle.p12 -nokeys -passin pass:secret'),
    ]);
    const expected = taken.map((pem) => inspect(Buffer.from(pem)).map(sha256));
    expect(p7?.contains.map(sha256)).toEqual(expected[0]);
    expect(p12?.contains.map(sha256)).toEqual(expected[1]);
    expect([...new Set(expected.flat())].sort()).toEqual(roots.map(sha256).sort());
  });
});

/** `4096-bit RSA key`, `384-bit EC (secp384r1) key`. */
function keyInOurWords(keytool: string): string {
  const [, bits, kind] = /^(\d+)-bit (RSA|EC)/.exec(keytool) ?? [];
  return kind === 'RSA' ? `RSA ${bits}` : `ECDSA P-${bits}`;
}

describe('what certtool makes', () => {
  it('reads as certtool printed it', () => {
    const object = (name: string) =>
      inspect(new Uint8Array(readFileSync(new URL(`objects/${name}`, fixtures))))[0];
    const printed = readFileSync(new URL('objects/certtool.txt', fixtures), 'utf8');
    const certificate = object('certtool-ca.pem');
    const own = (label: string) => fieldValue(certificate?.fields ?? [], label);
    const [, serial] = /Serial Number \(hex\): ([0-9a-f]+)/.exec(printed) ?? [];
    const [fingerprint, pin] = [...printed.matchAll(/sha256:([0-9a-f]{64})/g)].map(
      ([, hex]) => hex,
    );
    expect({
      serial: serialOf(certificate).toLowerCase(),
      notBefore: own('Not before'),
      notAfter: own('Not after'),
      fingerprint: own('SHA-256'),
      pin: certificate?.keyPin,
      subject: own('Subject'),
      key: own('Public key'),
      constraints: own('Basic constraints'),
      ocsp: own('OCSP responder'),
    }).toEqual({
      serial: `0x${serial}`,
      notBefore: '2026-01-02T03:04:05Z',
      notAfter: '2031-02-03T04:05:06Z',
      fingerprint,
      pin,
      subject: 'CN=Agreement CA',
      key: 'Ed25519',
      constraints: 'CA, path length at most 1 · critical',
      ocsp: 'http://ocsp.test/',
    });
    const crl = object('certtool.crl');
    expect(crl?.problem).toBeNull();
    expect(printed).toContain('CRL Number (not critical): 05');
    expect(fieldValue(crl?.fields ?? [], 'CRL number')).toBe('5');
  });
});
