import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { encodePem } from '#pki/x509/pem.ts';
import { caConstraints, forge, keyUsage } from '../../support/forge-certificate.ts';
import { mustOpenssl } from '../../support/openssl.ts';
import { sampleCertificate } from '../../support/sample-certificate.ts';
import { sampleCrl } from '../../support/sample-crl.ts';
import { suiteTempDir } from '../../support/temp-dir.ts';
import { runInProcess } from './fake-environment.ts';

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/objects/${name}`, import.meta.url)));
const pem = (label: string, ...ders: readonly Uint8Array[]) =>
  new TextEncoder().encode(ders.map((der) => encodePem(label, der)).join(''));

const root = forge({ name: 'Root', extensions: [caConstraints(), keyUsage(5, 6)] });
const crossed = forge({
  name: 'Root',
  keys: root.keys,
  issuer: forge({ name: 'Older root', extensions: [caConstraints(), keyUsage(5)] }),
  extensions: [caConstraints(), keyUsage(5, 6)],
});
const client = forge({ name: 'Client', issuer: root });
const other = forge({ name: 'Other client', issuer: root });

const files = {
  'store.p12': fixture('java-source.p12'),
  'trust.jks': fixture('trust.jks'),
  'key.jks': fixture('key.jks'),
  password: new TextEncoder().encode('secret\nanother line\n'),
  'chain.pem': pem('CERTIFICATE', client.der, root.der, crossed.der),
  'both.pem': pem('CERTIFICATE', client.der, other.der, root.der),
  'root.crl': sampleCrl({
    issuer: root,
    revoked: [{ serialNumber: other.certificate.serialNumber, reason: 1 }],
  }),
  'weak.pem': pem('CERTIFICATE', sampleCertificate({ change: { '1.3.6.1.5.5.7.1.1': null } })),
  'good.pem': pem('CERTIFICATE', sampleCertificate()),
};
const now = '2026-06-01T00:00:00Z';
const run = (...args: readonly string[]) => runInProcess(args, { files, now });

describe('revoscope inspect of what is encrypted', () => {
  it('asks for a password, says that one is wrong, and opens with the right one', async () => {
    const none = await run('inspect', 'store.p12');
    expect([none.code, none.stdout]).toEqual([65, expect.stringMatching(/a password is needed/)]);
    const wrong = await run('inspect', 'store.p12', '--password', 'no');
    expect([wrong.code, wrong.stdout]).toEqual([65, expect.stringMatching(/password is wrong/)]);
    const right = await run('inspect', 'store.p12', '--password-file', 'password');
    expect(right.code).toBe(0);
    const [told] = right.stdout.trimEnd().split('\n\n').slice(-1);
    expect(told?.replace(/\s+/g, ' ')).toBe(
      'One key: Certificate of req (store.p12, object 1 of 3); A private key, RSA 2048 (store.p12, object 3 of 3)',
    );
  });

  it.each([['--json'], ['--pem'], ['--asn1'], ['--findings'], ['--text']])(
    'never prints a private key with %s',
    async (option) => {
      for (const file of ['store.p12', 'key.jks']) {
        const { stdout } = await run('inspect', file, '--password', 'secret', option);
        expect(stdout).not.toMatch(/PRIVATE KEY-----|prime(?!256v1)|[0-9a-f]{600}/);
      }
    },
  );
});

describe('revoscope inspect', () => {
  it('exits 1 where a finding is as grave as --fail-on says', async () => {
    expect((await run('inspect', 'weak.pem')).code).toBe(0);
    expect((await run('inspect', 'weak.pem', '--fail-on', 'error')).code).toBe(0);
    expect((await run('inspect', 'weak.pem', '--fail-on', 'warning')).code).toBe(1);
    expect((await run('inspect', 'good.pem', '--fail-on', 'note')).code).toBe(0);
    expect((await run('inspect', 'good.pem', '--fail-on', 'bad')).code).toBe(64);
  });

  it('tells what to do about each finding with --findings', async () => {
    const { stdout } = await run('inspect', 'weak.pem', '--findings');
    expect(stdout).toMatch(/no-ocsp-uri: Configure a responder URI/);
  });

  it('finds by serial number in any form, by name and by finding', async () => {
    for (const text of ['0x5A010203040506070809', '5a:01:02', 'sample CLIENT', 'no-ocsp-uri']) {
      const { stdout } = await run('inspect', 'trust.jks', 'weak.pem', '--search', text);
      expect(stdout.match(/^Certificate of/gm)).toHaveLength(1);
    }
    expect((await run('inspect', 'weak.pem', '--search', 'nobody')).stdout).toBe('');
  });

  it('opens every file of a folder', async () => {
    const folders = { certs: ['good.pem', 'trust.jks'] };
    const { stdout, code } = await runInProcess(['inspect', 'certs'], { files, folders, now });
    expect(code).toBe(0);
    expect(stdout).toMatch(/Certificate of Sample client[\s\S]*JKS key store with 1 entry/);
  });
});

describe('revoscope compare', () => {
  it('tells the fields that a renewal changed, and exits 1', async () => {
    const { code, stdout } = await run('compare', 'good.pem', 'weak.pem', '--json');
    const { differences } = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(differences).toContainEqual({
      path: 'OCSP responder',
      before: 'http://ocsp.test/',
      after: 'none named',
    });
    expect(differences.map(({ path }: { path: string }) => path)).not.toContain('Subject');
  });

  it('exits 0 where both say the same', async () => {
    const { code, stdout } = await run('compare', 'good.pem', 'good.pem');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/They say the same\.\n$/)]);
  });
});

describe('revoscope inspect of several files', () => {
  it('verifies each signature with the others, and says which key fits what in which file', async () => {
    const { stdout } = await run('inspect', 'chain.pem', 'both.pem', '--json');
    const { objects } = JSON.parse(stdout);
    const signatures = objects.map(
      ({ fields }: { fields: { label: string; value: string }[] }) =>
        fields.find(({ label }) => label === 'Signature')?.value,
    );
    expect(signatures).toEqual([
      'verifies with the key of CN=Root',
      'verifies with its own key: self-signed',
      'not verified: no certificate of its issuer is at hand',
      'verifies with the key of CN=Root',
      'verifies with the key of CN=Root',
      'verifies with its own key: self-signed',
    ]);
    const text = (await run('inspect', 'store.p12', 'key.jks', '--password', 'secret')).stdout;
    expect(text.replace(/\s+/g, ' ')).toMatch(
      /One key: Certificate of req \(store\.p12, object 1 of 3\); A private key, RSA 2048 \(store\.p12, object 3 of 3\); .*key\.jks/,
    );
  });

  it('judges a CRL that is among them, and looks the certificates up in it', async () => {
    const { code, stdout } = await run('inspect', 'both.pem', 'root.crl');
    expect(code).toBe(0);
    expect(stdout).toMatch(/CN=Other client \(0x[0-9A-F]+\): revoked at 2026-02-01T00:00:00Z/);
    const { evidence } = JSON.parse(
      (await run('inspect', 'both.pem', 'root.crl', '--json')).stdout,
    );
    expect(evidence.crls[0].answers.map(({ status }: { status: string }) => status)).toEqual([
      'not-listed',
      'revoked',
      'not-listed',
    ]);
    expect(JSON.parse((await run('inspect', 'root.crl', '--json')).stdout).evidence).toBeNull();
  });

  it.each([
    ['readable', ['good.pem'], 0],
    ['a finding below the level', ['weak.pem', '--fail-on', 'error'], 0],
    ['a finding at the level', ['weak.pem', '--fail-on', 'warning'], 1],
    ['a finding above the level', ['weak.pem', '--fail-on', 'note'], 1],
    ['unreadable, whatever else is found', ['password', 'weak.pem', '--fail-on', 'note'], 65],
    ['encrypted without its password', ['store.p12', '--fail-on', 'note'], 65],
  ])('ends as its exit codes say: %s', async (_what, args, code) => {
    expect((await run('inspect', ...args)).code).toBe(code);
  });
});

describe('revoscope chain', () => {
  it('builds every chain, the cross-signed one too, and says why a link fails', async () => {
    const { code, stdout } = await run('chain', 'chain.pem', '--json');
    const { certificates } = JSON.parse(stdout);
    expect(code).toBe(0);
    const [end] = certificates;
    expect(end.subject).toBe('CN=Client');
    expect(
      end.chains.map((one: { holds: boolean; failure: { code: string } | null }) => [
        one.holds,
        one.failure?.code ?? null,
      ]),
    ).toEqual([
      [true, null],
      [false, 'issuer-not-found'],
    ]);
  });

  it('trusts the root of a lab, and says of each link what it was examined for', async () => {
    const lab = await runInProcess(['chain', 'both.pem', '--lab-dir', 'lab'], {
      files: { ...files, 'lab/lab.json': new TextEncoder().encode('{"version":9}') },
      now,
    });
    expect([lab.code, lab.stderr]).toEqual([65, expect.stringMatching(/no lab of this version/)]);
    const { stdout } = await run('chain', 'both.pem');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'Holds to the next: name, signature, authority, path length, name constraints, validity',
    );
  });

  it('judges at the time that is asked for', async () => {
    const { code, stdout } = await run('chain', 'chain.pem', '--at', '2060-01-01T00:00:00Z');
    expect(code).toBe(3);
    expect(stdout).toMatch(/1\. does not hold/);
  });

  it('looks every certificate up in a CRL that it has judged', async () => {
    const { code, stdout } = await run('chain', 'both.pem', 'root.crl', '--json');
    const [list] = JSON.parse(stdout).crls;
    expect(code).toBe(1);
    expect(list.isReliable).toBe(true);
    expect(
      list.answers.map((one: { subject: string; status: string; reason: string | null }) => [
        one.subject,
        one.status,
        one.reason,
      ]),
    ).toEqual([
      ['CN=Client', 'not-listed', null],
      ['CN=Other client', 'revoked', 'keyCompromise'],
      ['CN=Root', 'not-listed', null],
    ]);
  });

  it('does not rely on a CRL that is stale', async () => {
    const { code, stdout } = await run(
      'chain',
      'both.pem',
      'root.crl',
      '--at',
      '2027-02-01T00:00:00Z',
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/not to be relied on[\s\S]*Stale: nextUpdate was 2026-12-31/);
  });
});

describe('revoscope convert', () => {
  const temp = suiteTempDir('convert');
  const convert = (...args: readonly string[]) =>
    runInProcess(['convert', ...args], { files, now });

  it('writes out.txt as openssl x509 -text does and out.json as inspect --json, without the key', async () => {
    const readable = (octets: Uint8Array = new Uint8Array()) => new TextDecoder().decode(octets);
    const given = ['store.p12', '--password', 'secret'] as const;
    const [file, ...password] = given;
    const text = await convert(file, 'out.txt', ...password);
    const written = readable(text.octets['out.txt']);
    expect(written).toContain('        Subject: CN = req\n');
    const json = await convert(file, 'out.json', ...password);
    const inspected = await run('inspect', file, ...password, '--json');
    const { evidence, ...document } = JSON.parse(inspected.stdout);
    expect(evidence).toBeNull();
    expect(JSON.parse(readable(json.octets['out.json']))).toEqual(document);
    for (const contents of [written, inspected.stdout]) {
      expect(contents).not.toMatch(/PRIVATE KEY-----|prime1|privateExponent/);
    }
  });

  it.each([
    ['out.p7b', 'pkcs7 -inform DER -print_certs -noout -in'],
    ['out.pem', 'storeutl -noout -certs'],
    ['out.p12', 'pkcs12 -passin pass:geheim -info -noout -in'],
  ])('writes %s as openssl reads it', async (name, command) => {
    const { code, octets, readers } = await convert(
      'store.p12',
      name,
      '--password',
      'secret',
      '--out-password',
      'geheim',
    );
    expect(code).toBe(0);
    // A file with a private key is for its owner alone.
    expect(readers[name]).toBe(name === 'out.p12' ? 'owner' : 'usual');
    const path = `${temp.path}/${name}`;
    await writeFile(path, octets[name] ?? '');
    await expect(mustOpenssl([...command.split(' '), path])).resolves.toMatchObject({ code: 0 });
  });

  it('takes the password of what it writes from a file, and not from two places', async () => {
    const given = ['store.p12', 'out.p12', '--password', 'secret', '--out-password-file', 'pw'];
    const { code, octets } = await runInProcess(['convert', ...given], {
      files: { ...files, pw: Buffer.from('from the file\nnot this\n') },
      now,
    });
    expect(code).toBe(0);
    const path = `${temp.path}/by-file.p12`;
    await writeFile(path, octets['out.p12'] ?? '');
    await mustOpenssl(['pkcs12', '-passin', 'pass:from the file', '-noout', '-in', path]);
    expect((await convert(...given, '--out-password', 'x')).code).toBe(64);
  });

  it('refuses what the form cannot hold, and what stays encrypted', async () => {
    expect((await convert('chain.pem', 'out.der')).stderr).toMatch(
      /DER holds one object; there are 3/,
    );
    const keyless = await convert('chain.pem', 'out.p12', '--out-password', 'x');
    expect([keyless.code, keyless.stderr]).toEqual([
      65,
      expect.stringMatching(/chain\.pem.*there is no private key here/s),
    ]);
    expect((await convert('store.p12', 'out.pem')).code).toBe(65);
    expect((await convert('chain.pem', 'out.doc')).stderr).toMatch(/What form is out\.doc/);
  });
});
