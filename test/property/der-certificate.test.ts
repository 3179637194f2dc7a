import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateChain } from '#engine/judge/chain/chain.ts';
import { encodeElement, encodeObjectIdentifier, encodeSequence } from '#pki/der/writer.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import {
  decodeAuthorityInfoAccess,
  decodeAuthorityKeyIdentifier,
  decodeBasicConstraints,
  decodeExtendedKeyUsage,
  decodeKeyUsage,
  decodeSubjectKeyIdentifier,
} from '#pki/x509/extensions.ts';
import { examineIssuance } from '#pki/x509/issuance.ts';
import { commonNameOf, isSameName, nameToText } from '#pki/x509/name.ts';
import { decodePem, encodePem } from '#pki/x509/pem.ts';
import { serialNumberToText } from '#pki/x509/serial-number.ts';
import { identifySignatureAlgorithm } from '#pki/x509/signature-algorithm.ts';
import { summarizeCertificate } from '#pki/x509/summary.ts';
import { readFixtureDer, readManifest } from '../support/fixtures/manifest.ts';
import { createKeys, forge } from '../support/forge-certificate.ts';

const ders = readManifest().certificates.map(({ file }) => readFixtureDer(file));
const fixtures = fc.constantFrom(...ders);

/** A fixture with some octets replaced, removed or put in. */
const mutated = fc
  .tuple(
    fixtures,
    fc.array(
      fc.record({
        at: fc.nat(),
        kind: fc.constantFrom('replace', 'remove', 'insert', 'turn'),
        octet: fc.nat({ max: 255 }),
        count: fc.integer({ min: 1, max: 8 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([der, edits]) => {
    const octets = [...der];
    for (const { at, kind, octet, count } of edits) {
      const where = at % octets.length;
      if (kind === 'replace') octets[where] = octet;
      if (kind === 'turn') octets[where] = (octets[where] ?? 0) ^ (1 << (octet & 7));
      if (kind === 'remove') octets.splice(where, count);
      if (kind === 'insert') octets.splice(where, 0, ...new Array<number>(count).fill(octet));
    }
    return Uint8Array.from(octets);
  });

/** Does all that is done with a certificate; nothing of it may throw. */
function exercise(certificate: Certificate): void {
  summarizeCertificate(certificate);
  void certificate.facts.publicKey;
  identifySignatureAlgorithm(certificate.signatureAlgorithm);
  examineIssuance(certificate, certificate);
  evaluateChain({
    certificate,
    intermediates: [certificate],
    trustAnchors: [certificate],
    at: 0,
    purpose: 'client',
  });
}

describe('decodeCertificate', () => {
  it('gives a certificate or an error within the input for mutated octets, and never throws', () => {
    fc.assert(
      fc.property(mutated, (der) => {
        const decoded = decodeCertificate(der);
        if (decoded.ok) return exercise(decoded.value);
        expect(decoded.error.offset).toBeGreaterThanOrEqual(0);
        expect(decoded.error.offset).toBeLessThanOrEqual(der.length);
      }),
      { numRuns: 3_000 },
    );
  });

  it('accepts nothing that node:crypto refuses, where it can read the names and algorithms in it', () => {
    fc.assert(
      fc.property(mutated, (der) => {
        const decoded = decodeCertificate(der);
        if (!decoded.ok) return;
        const { issuer, subject, signatureAlgorithm } = decoded.value;
        // What stays encoded is not looked into: names, and parameters of algorithms that are unknown.
        fc.pre(![issuer, subject].map(nameToText).some((name) => name.includes('#')));
        fc.pre(identifySignatureAlgorithm(signatureAlgorithm).kind !== 'unknown');
        fc.pre(decoded.value.facts.publicKey.ok);
        expect(() => new X509Certificate(der)).not.toThrow();
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuses every proper beginning of a certificate', () => {
    fc.assert(
      fc.property(fixtures, fc.nat(), (der, cut) => {
        expect(decodeCertificate(der.subarray(0, cut % der.length)).ok).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds a certificate altered in its signed octets not issued', () => {
    const [root, issuer, leaf] = ['root', 'issuer', 'good'].map((name) => {
      const decoded = decodeCertificate(readFixtureDer(`certificates/p256/${name}.pem`));
      if (!decoded.ok) throw new Error(decoded.error.message);
      return decoded.value;
    });
    if (root === undefined || issuer === undefined || leaf === undefined) throw new Error('three');
    const { byteOffset, length } = leaf.tbsCertificate;
    fc.assert(
      fc.property(fc.nat({ max: length * 8 - 1 }), (bit) => {
        const der = Uint8Array.from(leaf.der);
        const at = byteOffset - leaf.der.byteOffset + (bit >> 3);
        der[at] = (der[at] ?? 0) ^ (1 << (bit & 7));
        const decoded = decodeCertificate(der);
        if (!decoded.ok) return;
        expect(examineIssuance(decoded.value, issuer)).not.toBe('issued');
      }),
      { numRuns: 1_000 },
    );
  });

  const keys = createKeys();

  it('reads what node:crypto reads of generated certificates', () => {
    const times = fc.integer({ min: 0, max: 4_000_000_000 });
    const names = fc
      .stringMatching(/^[a-zA-Z0-9 .-]{1,30}$/)
      .filter((name) => name.trim() === name);
    const serials = fc
      .uint8Array({ minLength: 1, maxLength: 19 })
      .map((octets) => Uint8Array.of(0x7f, ...octets));
    const fields = fc.record({
      name: names,
      issuer: names,
      from: times,
      to: times,
      serial: serials,
    });
    fc.assert(
      fc.property(fields, ({ name, issuer, from, to, serial }) => {
        const ca = forge({ name: issuer, keys });
        const { certificate, der } = forge({
          name,
          issuer: ca,
          keys,
          serialNumber: serial,
          notBefore: new Date(from * 1_000).toISOString(),
          notAfter: new Date(to * 1_000).toISOString(),
        });
        const peer = new X509Certificate(der);
        expect({
          subject: nameToText(certificate.subject),
          issuer: nameToText(certificate.issuer),
          serial: serialNumberToText(certificate.serialNumber),
          notBefore: certificate.notBefore,
          notAfter: certificate.notAfter,
          issued: examineIssuance(certificate, ca.certificate) === 'issued',
        }).toEqual({
          subject: peer.subject,
          issuer: peer.issuer,
          serial: peer.serialNumber.toLowerCase(),
          notBefore: Date.parse(peer.validFrom),
          notAfter: Date.parse(peer.validTo),
          issued: peer.checkIssued(new X509Certificate(ca.der)) && peer.verify(keys.publicKey),
        });
      }),
      { numRuns: 300 },
    );
  });
});

describe('the decoders of extensions', () => {
  it('give a value or an error for any octets, and never throw', () => {
    const inputs = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.uint8Array({ maxLength: 60 }).map((contents) => encodeSequence(contents)),
    );
    fc.assert(
      fc.property(inputs, (der) => {
        decodeBasicConstraints(der);
        decodeKeyUsage(der);
        decodeExtendedKeyUsage(der);
        decodeAuthorityInfoAccess(der);
        decodeAuthorityKeyIdentifier(der);
        decodeSubjectKeyIdentifier(der);
        identifySignatureAlgorithm({ oid: '1.2.840.113549.1.1.10', parameters: der });
      }),
      { numRuns: 5_000 },
    );
  });
});

/** Undoes RFC 4514 §2.4 for one attribute value. */
function unescapeValue(text: string): string {
  const octets: number[] = [];
  for (let i = 0; i < text.length; ) {
    const hex = /^\\([0-9A-F]{2})/.exec(text.slice(i, i + 3))?.[1];
    if (hex !== undefined) {
      octets.push(Number.parseInt(hex, 16));
      i += 3;
      continue;
    }
    if (text[i] === '\\') i += 1;
    const character = String.fromCodePoint(text.codePointAt(i) ?? 0);
    octets.push(...Buffer.from(character));
    i += character.length;
  }
  return Buffer.from(octets).toString('utf8');
}

function nameOf(value: string): Uint8Array {
  const type = encodeObjectIdentifier('2.5.4.3');
  const attribute = encodeSequence(type, encodeElement(0x0c, Buffer.from(value)));
  return encodeSequence(encodeElement(0x31, attribute));
}

describe('names', () => {
  const values = fc.string({ unit: 'binary', maxLength: 20 });

  it('can be read back from their text, whatever characters they have', () => {
    fc.assert(
      fc.property(values, (value) => {
        const text = nameToText(nameOf(value));
        expect(text.slice(0, 3)).toBe('CN=');
        expect(unescapeValue(text.slice(3))).toBe(value);
        expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
      { numRuns: 3_000 },
    );
  });

  it('are never the same by comparison alone where their texts differ but in case and spaces', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const fold = (text: string) =>
          text.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ');
        expect(isSameName(nameOf(a), nameOf(b))).toBe(fold(a) === fold(b));
      }),
      { numRuns: 2_000 },
    );
  });

  it('give a text for any octets', () => {
    const inputs = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc
        .uint8Array({ maxLength: 60 })
        .map((contents) => encodeSequence(encodeElement(0x31, contents))),
    );
    fc.assert(
      fc.property(inputs, (der) => {
        expect(typeof nameToText(der)).toBe('string');
        commonNameOf(der);
        expect(isSameName(der, Uint8Array.from(der))).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('PEM', () => {
  it('gives back what was put in, in any company', () => {
    const labels = fc.constantFrom('CERTIFICATE', 'X509 CRL', 'OCSP RESPONSE', 'PRIVATE KEY');
    const blocks = fc.array(fc.tuple(labels, fc.uint8Array({ minLength: 1, maxLength: 300 })), {
      maxLength: 5,
    });
    const lineEnds = fc.constantFrom('\n', '\r\n', '\r');
    const between = fc.stringMatching(/^[a-z :=/]{0,30}$/);
    fc.assert(
      fc.property(blocks, lineEnds, between, (items, lineEnd, text) => {
        const pem = items.map(([label, der]) => `${text}\n${encodePem(label, der)}`).join('');
        const { blocks, problems } = decodePem(pem.replaceAll('\n', lineEnd));
        expect(problems).toEqual([]);
        expect(blocks.map(({ label, der }) => [label, der])).toEqual(items);
      }),
      { numRuns: 500 },
    );
  });

  it('gives blocks and problems for any text, and never throws', () => {
    const parts = fc.constantFrom(
      '-----BEGIN CERTIFICATE-----',
      '-----END CERTIFICATE-----',
      '-----BEGIN X-----',
      '-----END X-----',
      'AAAA',
      'AA==',
      '=',
      'Proc-Type: 4,ENCRYPTED',
      '\n',
      '\r\n',
      ' ',
      '\u0000',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        const { blocks, problems } = decodePem(text);
        for (const { offset } of [...blocks, ...problems])
          expect(offset).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 3_000 },
    );
  });
});
