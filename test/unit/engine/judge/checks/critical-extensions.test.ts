import { describe, expect, it } from 'vitest';
import { encodeNull } from '#pki/der/writer.ts';
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
