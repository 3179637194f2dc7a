import { describe, expect, it } from 'vitest';
import { encodeNull, encodeOctetString } from '#pki/der/writer.ts';
import { ocspOid } from '#pki/ocsp/object-identifiers.ts';
import {
  failing,
  goodWith,
  issuer,
  judge,
  outline,
  resultOf,
  single,
} from '../../../../support/ocsp-builder.ts';
import {
  extension,
  issueCertificate,
  testExtensions,
} from '../../../../support/test-certificate.ts';

const { noCheck, ocspSigning, unknownCritical, unknownIgnored } = testExtensions;
const refused = failing('critical-extensions', 'critical-extension');

function delegateWith(added: typeof unknownCritical) {
  const extensions = [ocspSigning, noCheck, added];
  return issueCertificate({ commonName: 'Delegate', issuer, extensions });
}

/** SignedCertificateTimestampList (RFC 6962 §3.3) with one timestamp, after its TLS presentation. */
function timestampList(): Uint8Array {
  const timestamp = Buffer.alloc(8);
  timestamp.writeBigUInt64BE(BigInt(Date.UTC(2026, 0, 2, 3, 4, 5)));
  const entry = Buffer.concat([
    Buffer.from([0]),
    Buffer.alloc(32, 0xab),
    timestamp,
    Buffer.from([0, 0, 4, 3, 0, 2, 1, 2]),
  ]);
  const [length, total] = [entry.length, entry.length + 2];
  return encodeOctetString(Buffer.concat([Buffer.from([0, total, 0, length]), entry]));
}

describe('critical-extensions', () => {
  it('passes where there is none', () => {
    expect(resultOf(judge(), 'critical-extensions').outcome).toBe('pass');
  });

  it('passes over unknown ones that are not critical', () => {
    const verdict = judge({
      signer: delegateWith(unknownIgnored),
      extensions: [unknownIgnored],
      responses: [single({ extensions: [unknownIgnored] })],
    });
    expect(outline(verdict)).toEqual(goodWith());
  });

  it('passes known ones that are critical', () => {
    const extensions = [extension(ocspOid.extendedRevoke, encodeNull(), 'critical')];
    expect(outline(judge({ extensions }))).toEqual(goodWith());
  });

  it('understands a critical list of signed certificate timestamps and names them', () => {
    const extensions = [extension(ocspOid.signedTimestamps, timestampList(), 'critical')];
    const verdict = judge({ responses: [single({ extensions })] });
    expect(outline(verdict)).toEqual(goodWith());
    expect(resultOf(verdict, 'critical-extensions')).toMatchObject({
      outcome: 'pass',
      evidence: { timestamps: [`2026-01-02T03:04:05Z by log ${'ab'.repeat(32)}`] },
    });
  });

  it('fails for such a list that cannot be read', () => {
    const extensions = [extension(ocspOid.signedTimestamps, encodeNull(), 'critical')];
    expect(outline(judge({ responses: [single({ extensions })] }))).toEqual(refused);
  });

  it('fails for an unknown one in the response, and it alone', () => {
    expect(outline(judge({ extensions: [unknownCritical] }))).toEqual(refused);
  });

  it('fails for an unknown one in the SingleResponse, and it alone', () => {
    const responses = [single({ extensions: [unknownCritical] })];
    expect(outline(judge({ responses }))).toEqual(refused);
  });

  it("fails for an unknown one in the signer's certificate, and it alone", () => {
    const verdict = judge({ signer: delegateWith(unknownCritical) });
    expect(outline(verdict)).toEqual(refused);
    expect(verdict.reason?.message).toBe(
      "A critical extension is not understood: 1.3.6.1.4.1.99999.1 in the signer's certificate.",
    );
  });

  it('fails for certificateIssuer: the answer would be about another CA', () => {
    const certificateIssuer = extension('2.5.29.29', encodeNull(), 'critical');
    const responses = [single({ extensions: [certificateIssuer] })];
    expect(outline(judge({ responses }))).toEqual(refused);
  });
});
