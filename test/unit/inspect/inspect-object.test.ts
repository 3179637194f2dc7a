import { describe, expect, it } from 'vitest';
import { inspectInput, inspectObject } from '#inspect/inspect-object.ts';
import { encodePem } from '#pki/x509/pem.ts';
import type { Asn1Node, FieldNode } from '#shared/model/inspection.ts';
import { readFixture, readFixtureDer, readManifest } from '../../support/fixtures/manifest.ts';

const now = { now: Date.parse('2026-11-22T08:33:00Z'), passwords: [] };
const text = (value: string) => new TextEncoder().encode(value);

/** `label: value` of the fields, without those below `depth`. */
function outline(fields: readonly FieldNode[], depth = 0): readonly string[] {
  return fields.flatMap(({ label, value, children }) => [
    value === null ? label : `${label}: ${value}`,
    ...(depth > 0 ? outline(children, depth - 1).map((line) => `  ${line}`) : []),
  ]);
}

function ranges(fields: readonly FieldNode[]): readonly FieldNode[] {
  return fields.flatMap((field) => [field, ...ranges(field.children)]);
}

describe('inspectObject', () => {
  it('tells a certificate in words', () => {
    const inspected = inspectObject(readFixtureDer('certificates/p256/revoked.pem'), now);
    expect(inspected).toMatchObject({
      kind: 'certificate',
      title: 'Certificate of Revoked client',
      problem: null,
    });
    expect(outline(inspected.fields)).toEqual([
      'Subject: CN=Revoked client,O=Revoscope tests',
      'Issuer: CN=Fixture p256 Issuing CA,O=Revoscope tests',
      'Validity: 2025-01-01T00:00:00Z to 2055-01-01T00:00:00Z',
      expect.stringMatching(/^OCSP responder: http:/),
      'Basic constraints: not a CA · critical',
      'Key usage: digitalSignature · critical',
      'Extended key usage: id-kp-clientAuth',
      'Public key: ECDSA P-256',
      'Fingerprints',
      expect.stringMatching(/^Serial number: 0x[0-9A-F]+$/),
      'Extensions: 6 extensions',
      'Version: v3',
      'Signature algorithm: ecdsa-with-SHA256',
      'Signature algorithm, outer: ecdsa-with-SHA256',
      'Signature value',
    ]);
    const extensions = inspected.fields.find(({ label }) => label === 'Extensions')?.children ?? [];
    expect(outline(extensions)).toEqual([
      'Basic constraints: not a CA · critical',
      'Key usage: digitalSignature · critical',
      'Extended key usage: id-kp-clientAuth',
      expect.stringMatching(/^Subject key identifier: [0-9a-f]{40}$/),
      expect.stringMatching(/^Authority key identifier: [0-9a-f]{40}$/),
      expect.stringMatching(/^Authority information access: OCSP http:.*, OCSP http:/),
    ]);
  });

  it('tells an OCSP response in words, down to the certificate in it', () => {
    const inspected = inspectObject(readFixture('responses/p256-delegate-revoked.der'), now);
    expect(inspected.kind).toBe('ocsp-response');
    expect(inspected.title).toMatch(/^OCSP response: revoked for serial number 0x[0-9A-F]+$/);
    const lines = outline(inspected.fields, 3).map((line) => line.trim());
    expect(lines).toContain('Response status: successful');
    expect(lines).toContain('Responder ID, by name: CN=Delegated responder,O=Revoscope tests');
    expect(lines).toContain('Revocation time: 2026-02-03T04:05:06Z');
    expect(lines).toContain('Revocation reason: keyCompromise');
    expect(lines).toContain('Certificate: CN=Delegated responder,O=Revoscope tests');
    expect(lines).toContain('Public key: ECDSA P-256');
    expect(lines).toContain(
      'OCSP no check: present: the revocation of this certificate is not asked about',
    );
  });

  it('tells an OCSP request in words', () => {
    const inspected = inspectObject(readFixture('requests/nonce-required.der'), now);
    expect(inspected.title).toMatch(/^OCSP request for serial number 0x[0-9A-F]+$/);
    const lines = outline(inspected.fields, 3).map((line) => line.trim());
    expect(lines).toContain('Hash algorithm: sha1');
    expect(lines).toContainEqual(expect.stringMatching(/^Nonce: [0-9a-f]+$/));
  });

  it.each(readManifest().certificates)(
    'inspects $file without a problem',
    ({ file, subject, serialNumber }) => {
      const inspected = inspectObject(readFixtureDer(file), now);
      expect(inspected.problem).toBeNull();
      expect(outline(inspected.fields)).toContain(`Subject: ${subject}`);
      expect(outline(inspected.fields)).toContain(
        `Serial number: 0x${serialNumber.replace(/^0+/, '').toUpperCase()}`,
      );
    },
  );

  it('gives each field octets that lie in the object', () => {
    const inspected = inspectObject(readFixture('responses/p256-delegate-revoked.der'), now);
    const outside = ranges(inspected.fields).filter(
      ({ range }) =>
        range === null || range.offset + range.length > inspected.bytes.length || range.length < 1,
    );
    expect(outside).toEqual([]);
  });

  it('shows an unknown extension as ASN.1', () => {
    const inspected = inspectObject(
      readFixtureDer('certificates/p256/critical-extension.pem'),
      now,
    );
    const extensions = inspected.fields.find(({ label }) => label === 'Extensions')?.children ?? [];
    expect(outline(extensions, 1).slice(-2)).toEqual(['1.3.6.1.4.1.99999.1: critical', '  NULL']);
    expect(inspected.findings).toContainEqual({
      id: 'unknown-critical-extension',
      severity: 'warning',
      message:
        'The extension 1.3.6.1.4.1.99999.1 is critical: who does not understand it must refuse the certificate.',
      citation: 'RFC 5280 §4.2',
      remedy: expect.stringMatching(/^Ask who issued it/),
    });
  });

  it('says where strict decoding stops and still shows what is there', () => {
    const response = readFixture('responses/malformed-truncated.der');
    const { problem, fields, asn1, title } = inspectObject(response, now);
    expect(title).toBe('OCSP response, not well-formed');
    expect(problem).toEqual({
      code: 'malformed',
      message: expect.stringMatching(
        /^Strict decoding stops here: SEQUENCE of \d+ octets runs 1 past/,
      ),
      offset: 0,
      path: 'OCSPResponse',
    });
    expect(outline(fields, 3).map((line) => line.trim())).toContain('Status: good');
    expect(asn1?.children).toHaveLength(2);
  });

  it('shows the ASN.1 of an object that is none of its kinds', () => {
    const inspected = inspectObject(Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x05), now);
    expect(inspected).toMatchObject({
      kind: 'not-recognised',
      title: 'ASN.1 of a kind that is not recognised',
      asn1: { type: 'SEQUENCE', children: [{ type: 'INTEGER', value: '5' }] },
    });
  });

  it('shows and keeps nothing of a private key', () => {
    const key = Uint8Array.of(0x30, 0x09, 0x02, 0x01, 0x00, 0x02, 0x01, 0x23, 0x02, 0x01, 0x03);
    for (const inspected of [
      inspectObject(key, now),
      ...inspectInput(text(encodePem('RSA PRIVATE KEY', key)), now),
    ]) {
      expect(inspected).toMatchObject({ kind: 'private-key', fields: [], asn1: null });
      expect(inspected.bytes).toHaveLength(0);
    }
  });
});

describe('inspectInput', () => {
  it('inspects each object of a bundle, the broken ones too', () => {
    const bundle = [
      encodePem('CERTIFICATE', readFixtureDer('certificates/p256/good.pem')),
      encodePem('OCSP RESPONSE', readFixture('responses/p256-issuer-good.der')),
      '-----BEGIN CERTIFICATE-----\n*\n-----END CERTIFICATE-----\n',
    ].join('\n');
    expect(
      inspectInput(text(bundle), now).map(({ kind, problem }) => [kind, problem?.message]),
    ).toEqual([
      ['certificate', undefined],
      ['ocsp-response', undefined],
      [
        'not-recognised',
        expect.stringMatching(/^The PEM block cannot be read: line \d+, column 1/),
      ],
    ]);
  });

  it('names what is no object at all', () => {
    const [page] = inspectInput(text('<html></html>'), now);
    expect(page).toMatchObject({ kind: 'not-recognised', title: 'An HTML page', asn1: null });
  });

  it.each<[string, Uint8Array]>([
    ['zeros', new Uint8Array(10_000_000)],
    ['nested sequences', new Uint8Array(10_000_000).fill(0x30)],
    [
      'indefinite lengths',
      Uint8Array.from({ length: 10_000_000 }, (_, i) => (i % 2 ? 0x80 : 0x30)),
    ],
    ['letters', new Uint8Array(10_000_000).fill(0x4d)],
  ])('is done with ten megabytes of %s within a second', (_what, bytes) => {
    const began = performance.now();
    expect(inspectInput(bytes, now)).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('never throws, whatever octet is changed, and always names the object', () => {
    const original = readFixture('responses/p256-delegate-revoked.der');
    const unnamed: number[] = [];
    for (let at = 0; at < original.length; at++) {
      for (const octet of [0x30, 0xff]) {
        const changed = Uint8Array.from(original);
        changed[at] = octet;
        if (inspectObject(changed, now).title === '') unnamed.push(at);
      }
    }
    expect(unnamed).toEqual([]);
  });

  it('never throws, wherever the object is cut', () => {
    const original = readFixtureDer('certificates/p256/good.pem');
    const trees: (Asn1Node | null)[] = [];
    for (let length = 0; length <= original.length; length++) {
      trees.push(inspectObject(original.subarray(0, length), now).asn1);
    }
    expect(trees.filter((tree) => tree === null).length).toBeLessThan(6);
  });
});
