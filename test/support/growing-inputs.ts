import {
  encodeElement,
  encodeExplicit,
  encodeObjectIdentifier,
  encodeOctetString,
  encodeSequence,
  encodeSmallInteger,
} from '#pki/der/writer.ts';

/** Makes an input of about that many octets. */
export type GrowingInput = (octets: number) => Uint8Array;

/** The same octets again and again, up to `octets`. */
export function repeated(unit: Uint8Array, octets: number): Uint8Array {
  const bytes = new Uint8Array(Math.floor(octets / unit.length) * unit.length);
  for (let at = 0; at < bytes.length; at += unit.length) bytes.set(unit, at);
  return bytes;
}

const utf8 = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'));
const time = encodeElement(0x18, utf8('20260101000000Z'));
const algorithm = encodeSequence(encodeObjectIdentifier('1.2.840.10045.4.3.2'));
const signature = encodeElement(0x03, Uint8Array.of(0, 1));
const point = new Uint8Array(66).fill(1).fill(0, 0, 1).fill(4, 1, 2);
const publicKey = encodeSequence(
  encodeSequence(
    encodeObjectIdentifier('1.2.840.10045.2.1'),
    encodeObjectIdentifier('1.2.840.10045.3.1.7'),
  ),
  encodeElement(0x03, point),
);

/** A Name with one common name whose value repeats `unit`. */
export function nameOf(unit: string, octets: number, stringTag = 0x0c): Uint8Array {
  const value = encodeElement(stringTag, repeated(utf8(unit), octets));
  return encodeSequence(
    encodeElement(0x31, encodeSequence(encodeObjectIdentifier('2.5.4.3'), value)),
  );
}

const shortName = nameOf('x', 1);

interface CertificateParts {
  readonly issuer?: Uint8Array;
  readonly serialNumber?: Uint8Array;
  readonly publicKey?: Uint8Array;
  /** The contents of Extensions. */
  readonly extensions?: Uint8Array;
}

/** A certificate that nobody signed. */
export function unsignedCertificate(parts: CertificateParts): Uint8Array {
  const extensions =
    parts.extensions === undefined ? [] : [encodeExplicit(3, encodeSequence(parts.extensions))];
  const tbsCertificate = encodeSequence(
    encodeExplicit(0, encodeSmallInteger(2)),
    encodeElement(0x02, parts.serialNumber ?? Uint8Array.of(1)),
    algorithm,
    parts.issuer ?? shortName,
    encodeSequence(time, time),
    shortName,
    parts.publicKey ?? publicKey,
    ...extensions,
  );
  return encodeSequence(tbsCertificate, algorithm, signature);
}

function extension(oid: string, value: Uint8Array): Uint8Array {
  return encodeSequence(encodeObjectIdentifier(oid), encodeOctetString(value));
}

function listExtension(oid: string, entry: Uint8Array, octets: number): Uint8Array {
  const value = encodeSequence(repeated(entry, octets));
  return unsignedCertificate({ extensions: extension(oid, value) });
}

function responseOf(responses: Uint8Array, certificates: Uint8Array): Uint8Array {
  const responderId = encodeExplicit(2, encodeOctetString(new Uint8Array(20)));
  const basic = encodeSequence(
    encodeSequence(responderId, time, encodeSequence(responses)),
    algorithm,
    signature,
    encodeExplicit(0, encodeSequence(certificates)),
  );
  const bytes = encodeSequence(
    encodeObjectIdentifier('1.3.6.1.5.5.7.48.1.1'),
    encodeOctetString(basic),
  );
  return encodeSequence(encodeElement(0x0a, Uint8Array.of(0)), encodeExplicit(0, bytes));
}

const hash = encodeOctetString(new Uint8Array(20));
const single = encodeSequence(
  encodeSequence(algorithm, hash, hash, encodeSmallInteger(1)),
  encodeElement(0x80),
  time,
);

function pem(body: string, octets: number): Uint8Array {
  const [begin, end] = ['-----BEGIN CERTIFICATE-----\n', '\n-----END CERTIFICATE-----\n'];
  return Buffer.concat([utf8(begin), repeated(utf8(body), octets), utf8(end)]);
}

/** Texts that cost a naive comparison more than their length. */
export const costlyTexts = {
  'one combining mark': '\u0345',
  'combining marks in the wrong order': '\u0345\u0327',
  'letters that become marks': '\uff9e\u0345',
  'capital sigmas': '\u03a3\u0027',
  'white space': ' ',
  'white space and letters': '  a',
  'what is escaped': '"',
  'what cannot be seen': '\u202e',
  'a ligature that grows to eighteen letters': '\ufdfa',
} as const;

/** Objects that grow in one place, each by a name that says where. */
export const growingObjects: Readonly<Record<string, GrowingInput>> = {
  'a certificate with a long serial number': (octets) =>
    unsignedCertificate({ serialNumber: new Uint8Array(octets).fill(0x71) }),
  'a certificate with a long negative serial number': (octets) =>
    unsignedCertificate({ serialNumber: new Uint8Array(octets).fill(0x80) }),
  'a certificate with a long key': (octets) =>
    unsignedCertificate({
      publicKey: encodeSequence(
        encodeSequence(encodeObjectIdentifier('1.2.840.113549.1.1.1'), encodeElement(0x05)),
        encodeElement(
          0x03,
          Uint8Array.of(0),
          encodeSequence(
            encodeElement(0x02, new Uint8Array(octets).fill(0x71)),
            encodeSmallInteger(65_537),
          ),
        ),
      ),
    }),
  'a certificate with many extensions': (octets) =>
    unsignedCertificate({ extensions: repeated(extension('1.2.3', encodeElement(0x05)), octets) }),
  'a certificate with many URIs': (octets) =>
    listExtension(
      '1.3.6.1.5.5.7.1.1',
      encodeSequence(
        encodeObjectIdentifier('1.3.6.1.5.5.7.48.1'),
        encodeElement(0x86, utf8('http://a/')),
      ),
      octets,
    ),
  'a certificate with many names': (octets) =>
    listExtension('2.5.29.17', encodeElement(0x82, utf8('a.example')), octets),
  'a certificate with many purposes': (octets) =>
    listExtension('2.5.29.37', encodeObjectIdentifier('1.3.6.1.5.5.7.3.2'), octets),
  'a certificate with many policies': (octets) =>
    listExtension('2.5.29.32', encodeSequence(encodeObjectIdentifier('1.2.3')), octets),
  'a certificate with many name constraints': (octets) =>
    unsignedCertificate({
      extensions: extension(
        '2.5.29.30',
        encodeSequence(
          encodeExplicit(0, repeated(encodeSequence(encodeElement(0x82, utf8('a.b'))), octets)),
        ),
      ),
    }),
  'a certificate whose issuer has many parts': (octets) =>
    unsignedCertificate({
      issuer: encodeSequence(repeated(shortName.subarray(2), octets)),
    }),
  'a response with many answers': (octets) => responseOf(repeated(single, octets), shortName),
  'a response with many certificates': (octets) =>
    responseOf(single, repeated(unsignedCertificate({}), octets)),
  'a sequence of NULL': (octets) => encodeSequence(repeated(Uint8Array.of(5, 0), octets)),
  'a sequence of long identifiers': (octets) => {
    const arc = new Uint8Array(4_000).fill(0x81).fill(1, 3_999);
    return encodeSequence(repeated(encodeElement(0x06, arc), octets));
  },
  'octets in octets, sixty deep': (octets) => {
    let nested = encodeOctetString(new Uint8Array(octets).fill(0x30));
    for (let depth = 0; depth < 60; depth++) nested = encodeOctetString(nested);
    return nested;
  },
  'indefinite lengths in one another': (octets) => repeated(Uint8Array.of(0x30, 0x80), octets),
  'very many PEM blocks': (octets) => repeated(pem('MAA=', 4), octets),
  'a PEM block of short lines': (octets) => pem('MAAA\n', octets),
  'a PEM block of empty lines': (octets) => pem('\r', octets),
  'a PEM block of headers': (octets) => pem('A: b\n', octets),
  'a PEM block of padding': (octets) => pem('=', octets),
  'a line of dashes': (octets) => new Uint8Array(octets).fill(0x2d),
};
