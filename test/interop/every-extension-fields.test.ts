import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FieldNode, InspectedObject } from '#shared/model/inspection.ts';
import { fieldValue, inspectOne } from '../support/inspected.ts';
import { mustOpenssl } from '../support/openssl.ts';
import { run } from '../support/process.ts';
import { suiteTempDir } from '../support/temp-dir.ts';

const temp = suiteTempDir('fields');
const config = new URL('../fixtures/objects/every-extension.cnf', import.meta.url).pathname;
const openssl = async (command: string) =>
  (await mustOpenssl(command.split(' '), { cwd: temp.path })).stdout;
const opened = async (file: string) =>
  inspectOne(new Uint8Array(await readFile(join(temp.path, file))));

/** `label: value` of every field and of all below it. */
function told(fields: readonly FieldNode[]): readonly string[] {
  return fields.flatMap(({ label, value, children }) => [
    `${label}: ${value ?? ''}`,
    ...told(children),
  ]);
}

/** What openssl prints under a heading of its `-text`, comma lists taken apart. */
function under(text: string, heading: string): readonly string[] {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.trim().startsWith(heading));
  if (at < 0) return [];
  const indent = /^ */.exec(lines[at] ?? '')?.[0].length ?? 0;
  const after = lines.slice(at + 1);
  const end = after.findIndex((line) => (/^ */.exec(line)?.[0].length ?? 0) <= indent);
  return after.slice(0, end < 0 ? after.length : end).flatMap((line) => line.trim().split(', '));
}

const usageNames: Readonly<Record<string, string>> = {
  'Digital Signature': 'digitalSignature',
  'Non Repudiation': 'nonRepudiation',
  'Key Encipherment': 'keyEncipherment',
  'Data Encipherment': 'dataEncipherment',
  'Key Agreement': 'keyAgreement',
  'Certificate Sign': 'keyCertSign',
  'CRL Sign': 'cRLSign',
  'Encipher Only': 'encipherOnly',
  'Decipher Only': 'decipherOnly',
};

/** Everything of openssl's text that people compare stands in the fields. */
function agree({ fields }: InspectedObject, text: string): void {
  const values = told(fields).join('\n');
  const flat = values.replaceAll(':', '').toLowerCase();
  for (const usage of under(text, 'X509v3 Key Usage:')) {
    expect(values).toContain(usageNames[usage] ?? usage);
  }
  for (const key of under(text, 'X509v3 Subject Key Identifier:')) {
    expect(flat).toContain(key.replaceAll(':', '').toLowerCase());
  }
  for (const name of under(text, 'X509v3 Subject Alternative Name:')) {
    const [, form = '', value = ''] = /^(DNS|email|URI|Registered ID):(.*)$/.exec(name) ?? [];
    if (form !== '') expect(values).toContain(`: ${value}`);
  }
  for (const heading of ['Authority Information Access:', 'X509v3 CRL Distribution Points:']) {
    for (const line of under(text, heading)) {
      const uri = /URI:(\S+)/.exec(line)?.[1];
      if (uri !== undefined) expect(values).toContain(uri);
    }
  }
  for (const line of under(text, 'X509v3 Certificate Policies:')) {
    const policy = /^Policy: ([0-9.]+)$/.exec(line)?.[1];
    if (policy !== undefined) expect(values).toContain(policy);
  }
  const bits = /Public-Key: \((\d+) bit\)/.exec(text)?.[1] ?? '';
  expect(fieldValue(fields, 'Public key')).toContain(bits);
  const until = Date.parse(/Not After : (.*)/.exec(text)?.[1] ?? '');
  expect(Date.parse(fieldValue(fields, 'Not after') ?? '')).toBe(until);
}

beforeAll(async () => {
  await openssl('genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key');
});

describe('the fields of a certificate', () => {
  it('say every standard extension that openssl can write in words', async () => {
    await openssl(`req -x509 -key key -config ${config} -extensions all -out all.pem`);
    const object = await opened('all.pem');
    agree(object, await openssl('x509 -in all.pem -text -noout'));
    expect(told(object.fields)).toEqual(
      expect.arrayContaining([
        'DNS name: xn--mnchen-3ya.example (münchen.example)',
        'User principal name: user@dom',
        'Registered identifier: 1.2.3.4',
        'Mapping: 1.2.3 of the issuer is 1.2.4 here',
        'Policy constraints: a valid policy is required after 3 more certificates; policies are mapped no more from here on',
        'Inhibit any policy: anyPolicy counts no more after 2 more certificates',
        'Permitted: DNS name .a.example, Email address .b.example, Directory name O=Org,C=DE',
        'Excluded: IP address 10.0.0.0/255.0.0.0, IP address 2001:db8::/ffff:ffff::',
        'TLS feature: status_request (5): a stapled OCSP response is demanded; status_request_v2 (17): a stapled OCSP response of the whole chain is demanded',
        'Private key usage period: the private key signs from 2024-01-01T00:00:00Z until 2025-01-01T00:00:00Z',
        'Distribution point: http://crl.example/1, ldap://crl/2, for keyCompromise, cACompromise, of O=Org,C=DE',
        'Practice statement: http://cps.example',
        'User notice of: Org name, number 1, 2, 3',
        'User notice: Explicit text here',
        'Issuer alternative name: Email address a@b.c, URI http://x.example',
        'Subject information access: CA repository http://r.example, Signed object rsync://x',
        'OCSP no check: present: the revocation of this certificate is not asked about',
        'Netscape comment: a comment',
        'Netscape certificate type: sslClient, sslServer, smime, objectSigning, sslCA',
        'Microsoft certificate template, v1: WebServer',
        'Microsoft CA version: V1.1: certificate 1 of the CA, key 1',
      ]),
    );
  });

  it('are the facts that people open it for first, and the octets of the signature last', async () => {
    await openssl(`req -x509 -key key -config ${config} -extensions all -out all.pem`);
    expect((await opened('all.pem')).fields.map(({ label }) => label)).toEqual([
      'Subject',
      'Subject alternative name',
      'Issuer',
      'Validity',
      'OCSP responder',
      'Basic constraints',
      'Key usage',
      'Extended key usage',
      'Public key',
      'Fingerprints',
      'Serial number',
      'Extensions',
      'Version',
      'Signature algorithm',
      'Signature algorithm, outer',
      'Signature value',
    ]);
  });

  it('say extensions of Windows and of EU law in words', async () => {
    await openssl(`req -x509 -key key -config ${config} -extensions others -out others.pem`);
    expect(told((await opened('others.pem')).fields)).toEqual(
      expect.arrayContaining([
        'Microsoft certificate template, v2: 1.3.6.1.4.1.311.21.8.1.2, version 100.3',
        'Purpose: id-kp-clientAuth (1.3.6.1.5.5.7.3.2)',
        'Security identifier (SID): S-1-5-21-1-2-3-500',
        'Statement: A qualified certificate by EU law (QcCompliance)',
        'Statement: Good for transactions up to EUR 150 × 10^3 (QcLimitValue)',
        'Statement: Kept on file for 15 years after it expires (QcRetentionPeriod)',
        'Statement: The private key is in a qualified device (QcSSCD)',
        'Statement: Disclosure statements: https://pds.example/en (en) (QcPDS)',
        'Statement: Qualified for website authentication (QcType)',
        'Statement: Qualified by the law of DE, FR (QcCClegislation)',
        'Statement: Payment services: payment initiation (PSP_PI); authorised by Authority (XX-NCA) (PSD2)',
        'Statement: Syntax of RFC 3739, the subject is a legal person',
        'Statement: 1.2.3.4.5.6',
        'Email address, internationalised: ü@bücher.example (ü@xn--bcher-kva.example)',
      ]),
    );
  });

  it('agree with openssl over every twelfth root that is trusted on the web', async () => {
    for (const [at, pem] of rootCertificates.entries()) {
      if (at % 12 !== 0) continue;
      const { stdout } = await mustOpenssl(['x509', '-text', '-noout'], { input: pem });
      agree(inspectOne(new TextEncoder().encode(pem)), stdout);
    }
  });
});

describe('the fields of other objects', () => {
  it('of a request: what is asked for first, and whether the key is held', async () => {
    await openssl(`req -new -key key -config ${config} -reqexts re -out request.pem`);
    const { fields } = await opened('request.pem');
    expect(fields.map(({ label, value }) => [label, value]).slice(1, 5)).toEqual([
      ['Subject alternative name', 'DNS name a, DNS name b'],
      ['Key usage', 'digitalSignature · critical'],
      ['Public key', 'EC P-256'],
      ['Signature', 'verifies with the key that is asked for'],
    ]);
  });

  it('of a CRL: its scope in words', async () => {
    await openssl(`req -x509 -key key -config ${config} -extensions all -out all.pem`);
    await writeFile(join(temp.path, 'index'), '');
    await writeFile(join(temp.path, 'number'), '0A');
    await openssl(`ca -config ${config} -gencrl -cert all.pem -keyfile key -out list.crl`);
    const text = await openssl('crl -in list.crl -text -noout');
    expect(text).toContain('Only User Certificates');
    expect(told((await opened('list.crl')).fields)).toEqual(
      expect.arrayContaining([
        'CRL number: 10',
        'Covers: end entities alone, of several issuers, for some reasons, of one distribution point',
        'End entities alone: yes',
        'Reasons alone: keyCompromise, cACompromise',
        'Entries of several issuers: yes',
      ]),
    );
  });
});

describe('certificates of other programs', () => {
  it('of certtool, with what its template can say', async () => {
    const template = [
      'cn = "Names"',
      'organization = "GnuTLS"',
      'serial = 0x0102030405060708090a',
      'expiration_days = 300',
      'dns_name = "a.example"',
      'email = "a@example"',
      'ip_address = "192.0.2.1"',
      'uri = "https://u.example/"',
      'crl_dist_points = "http://crl.example/a"',
      'ocsp_uri = "http://ocsp.example/"',
      'ca_issuers_uri = "http://ca.example/"',
      'policy1 = 1.3.6.1.4.1.5484.1.10.99.1.0',
      'policy1_txt = "A policy"',
      'policy1_url = "http://policy.example/"',
      'tls_www_client',
      'signing_key',
      'nc_permit_dns = example',
      'ca',
      'tls_feature = 5',
    ].join('\n');
    await writeFile(join(temp.path, 'template'), template);
    const args =
      '--generate-self-signed --load-privkey key --template template --outfile gnutls.pem';
    const made = await run('certtool', args.split(' '), { cwd: temp.path });
    expect(made.code).toBe(0);
    const object = await opened('gnutls.pem');
    agree(object, await openssl('x509 -in gnutls.pem -text -noout'));
    expect(told(object.fields)).toEqual(
      expect.arrayContaining([
        'Permitted: DNS name example',
        'OCSP responder: http://ocsp.example/',
        'User notice: A policy',
        'Decimal: 4759477275222530853130',
      ]),
    );
  });

  it('of keytool', async () => {
    const args =
      '-genkeypair -alias a -keyalg EC -dname CN=Java,O=Keytool -keystore s.p12 -storepass secret -validity 90 -ext san=dns:a.example,ip:10.1.2.3,uri:http://u.example,oid:1.2.3.4 -ext ku:critical=digitalSignature,keyAgreement -ext eku=clientAuth,codeSigning -ext bc=ca:true,pathlen:2 -ext aia=ocsp:uri:http://ocsp.example -ext crl=uri:http://crl.example';
    expect((await run('keytool', args.split(' '), { cwd: temp.path })).code).toBe(0);
    await openssl('pkcs12 -in s.p12 -passin pass:secret -nokeys -out java.pem');
    const object = await opened('java.pem');
    agree(object, await openssl('x509 -in java.pem -text -noout'));
    expect(told(object.fields)).toContain('OCSP responder: http://ocsp.example');
    expect(told(object.fields)).toContain('Basic constraints: CA, path length at most 2');
  });
});
