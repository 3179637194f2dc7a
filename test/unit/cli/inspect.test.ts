import { describe, expect, it } from 'vitest';
import { readFixture } from '../../support/fixtures/manifest.ts';
import { keyPaths } from '../../support/key-paths.ts';
import { runInProcess } from './fake-environment.ts';

const files = {
  cert: readFixture('certificates/p256/good.pem'),
  response: readFixture('responses/p256-issuer-good.der'),
  half: readFixture('responses/p256-issuer-good.der').subarray(0, 400),
  page: new TextEncoder().encode('<html></html>'),
  hostile: new TextEncoder().encode('\u001b]0;title\u0007 text'),
};

describe('revoscope inspect', () => {
  it('shows several files, each under its name', async () => {
    const { code, stdout } = await runInProcess(['inspect', 'cert', 'response'], { files });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Certificate of Good client {2}cert\n/);
    expect(stdout).toMatch(/\n\n\nOCSP response: good for serial number 0x[0-9A-F]+ {2}response\n/);
  });

  it('shows half a response with the place where it breaks, and exits 65', async () => {
    const { code, stdout } = await runInProcess(['inspect', 'half'], { files });
    expect(code).toBe(65);
    expect(stdout).toMatch(/✗ Strict decoding stops here: .*\(octet 0,\s+OCSPResponse\)/);
    expect(stdout).toContain('Issuer key hash');
  });

  it('adds the ASN.1 tree with --asn1', async () => {
    const { stdout } = await runInProcess(['inspect', '--asn1', 'response'], { files });
    expect(stdout).toMatch(/^ASN\.1$/m);
    expect(stdout).toMatch(/^ {5}4 {6}3 {4}responseStatus ENUMERATED 0 successful$/m);
  });

  it('goes on after a file that cannot be read', async () => {
    const text = await runInProcess(['inspect', 'nope', 'cert'], { files });
    expect([text.code, text.stderr]).toEqual([65, 'revoscope: nope: There is no such file.\n']);
    expect(text.stdout).toContain('Certificate of Good client');
    const json = await runInProcess(['inspect', 'nope', 'cert', '--json'], { files });
    expect(JSON.parse(json.stdout)).toMatchObject({
      objects: [{ file: 'cert', kind: 'certificate', problem: null }],
      errors: [{ code: 'input-unreadable', file: 'nope' }],
    });
  });

  it('keeps the names in its JSON', async () => {
    const { stdout } = await runInProcess(
      ['inspect', 'half', 'cert', 'response', 'nope', '--json'],
      { files },
    );
    expect(keyPaths(JSON.parse(stdout))).toMatchInlineSnapshot(`
      [
        "objects[].file: string",
        "objects[].kind: string",
        "objects[].title: string",
        "objects[].length: number",
        "objects[].problem.code: string",
        "objects[].problem.message: string",
        "objects[].problem.offset: number",
        "objects[].problem.path: string",
        "objects[].keyPin: null",
        "objects[].decoded: null",
        "objects[].findings: empty",
        "objects[].fields[].label: string",
        "objects[].fields[].value: string",
        "objects[].fields[].face: string",
        "objects[].fields[].range.offset: number",
        "objects[].fields[].range.length: number",
        "objects[].fields[].children",
        "objects[].fields[].value: null",
        "objects[].asn1.type: string",
        "objects[].asn1.name: string",
        "objects[].asn1.value: null",
        "objects[].asn1.range.offset: number",
        "objects[].asn1.range.length: number",
        "objects[].asn1.headerLength: number",
        "objects[].asn1.children",
        "objects[].contains: empty",
        "objects[].problem: null",
        "objects[].keyPin: string",
        "objects[].decoded.subject: string",
        "objects[].decoded.issuer: string",
        "objects[].decoded.serialNumber: string",
        "objects[].decoded.fingerprint: string",
        "objects[].decoded.notBefore: string",
        "objects[].decoded.notAfter: string",
        "objects[].decoded.publicKey: string",
        "objects[].decoded.isCa: boolean",
        "objects[].decoded.ocspUris[]: string",
        "objects[].decoded.extendedKeyUsage[]: string",
        "objects[].findings[].id: string",
        "objects[].findings[].severity: string",
        "objects[].findings[].message: string",
        "objects[].findings[].citation: string",
        "objects[].findings[].remedy: string",
        "objects[].decoded.responseStatus: string",
        "objects[].decoded.responseType: string",
        "objects[].decoded.responderId.byName: string",
        "objects[].decoded.producedAt: string",
        "objects[].decoded.responses[].certId.hashAlgorithm: string",
        "objects[].decoded.responses[].certId.issuerNameHash: string",
        "objects[].decoded.responses[].certId.issuerKeyHash: string",
        "objects[].decoded.responses[].certId.serialNumber: string",
        "objects[].decoded.responses[].certStatus: string",
        "objects[].decoded.responses[].revocation: null",
        "objects[].decoded.responses[].thisUpdate: string",
        "objects[].decoded.responses[].nextUpdate: string",
        "objects[].decoded.nonce: null",
        "objects[].decoded.signatureAlgorithm: string",
        "objects[].decoded.certificates[].subject: string",
        "objects[].decoded.certificates[].issuer: string",
        "objects[].decoded.certificates[].serialNumber: string",
        "objects[].decoded.certificates[].fingerprint: string",
        "objects[].decoded.certificates[].notBefore: string",
        "objects[].decoded.certificates[].notAfter: string",
        "objects[].decoded.certificates[].publicKey: string",
        "objects[].decoded.certificates[].isCa: boolean",
        "objects[].decoded.certificates[].ocspUris: empty",
        "objects[].decoded.certificates[].extendedKeyUsage: empty",
        "keyMatches: empty",
        "errors[].code: string",
        "errors[].message: string",
        "errors[].file: string",
        "errors[].offset: null",
        "errors[].path: null",
        ".evidence",
      ]
    `);
  });

  it('names what it does not know', async () => {
    const { code, stdout } = await runInProcess(['inspect', 'page'], { files });
    expect([code, stdout]).toEqual([
      65,
      'An HTML page  page\n  ✗ This is an HTML page: no certificate, key, list, store or OCSP message.\n',
    ]);
  });

  it('lets no file steer the terminal', async () => {
    for (const args of [
      ['inspect', 'hostile'],
      ['inspect', 'cert\u001b[2J'],
    ]) {
      const printed = await runInProcess(args, { files });
      const controls = [...(printed.stdout + printed.stderr)].filter(
        (one) => one < ' ' && one !== '\n',
      );
      expect(controls).toEqual([]);
    }
  });
});
