import { type DerReader, decodeDer } from '#pki/der/reader.ts';
import { readIntegerOctets, readObjectIdentifier } from '#pki/der/values.ts';
import { bitLength } from '#pki/keys/key-facts.ts';
import type { AlgorithmIdentifier } from '#pki/x509/certificate.ts';
import { identifyKeyAlgorithm } from '#pki/x509/key-algorithm.ts';
import { decodePssParameters, type PssParameters } from '#pki/x509/pss-parameters.ts';
import { hexLines, indented } from './hex-lines.ts';
import { integerText, magnitudeOf } from './number-text.ts';
import { longName } from './openssl-names.ts';

/** A public key as certificates and requests have it. */
interface PublicKey {
  readonly publicKeyAlgorithm: AlgorithmIdentifier;
  readonly subjectPublicKey: Uint8Array;
}

const octetsPerLine = 15;

/** `Subject Public Key Info:` and what is in it. */
export function publicKeyLines(key: PublicKey): readonly string[] {
  const { oid } = key.publicKeyAlgorithm;
  const lines = linesOf(key) ?? plainLines(key.subjectPublicKey);
  return [
    'Subject Public Key Info:',
    `    Public Key Algorithm: ${longName(oid)}`,
    ...indented(lines, 8),
  ];
}

function linesOf({ publicKeyAlgorithm, subjectPublicKey }: PublicKey): readonly string[] | null {
  switch (publicKeyAlgorithm.oid) {
    case '1.2.840.113549.1.1.1':
      return rsaLines(subjectPublicKey);
    case '1.2.840.113549.1.1.10':
      return pssKeyLines(publicKeyAlgorithm, subjectPublicKey);
    case '1.2.840.10045.2.1':
      return curveLines(publicKeyAlgorithm, subjectPublicKey);
    case '1.2.840.10040.4.1':
      return dsaLines(publicKeyAlgorithm, subjectPublicKey);
    case '1.3.101.110':
    case '1.3.101.111':
    case '1.3.101.112':
    case '1.3.101.113':
      return [
        `${longName(publicKeyAlgorithm.oid)} Public-Key:`,
        ...labelled('pub:', subjectPublicKey),
      ];
    default:
      return null;
  }
}

/** Of a key that is not read any further: how long it is, and its octets. */
function plainLines(subjectPublicKey: Uint8Array): readonly string[] {
  return [`Public-Key: (${subjectPublicKey.length} octets)`, ...labelled('pub:', subjectPublicKey)];
}

function labelled(label: string, octets: Uint8Array): readonly string[] {
  return [label, ...indented(hexLines(octets, octetsPerLine), 4)];
}

function integers(der: Uint8Array, names: readonly string[]): readonly Uint8Array[] | null {
  const decoded = decodeDer(der, (outer) => {
    const fields = outer.constructed('key');
    const all = names.map((name) => readIntegerOctets(fields, name));
    fields.finish();
    return all;
  });
  return decoded.ok ? decoded.value : null;
}

function rsaLines(der: Uint8Array): readonly string[] | null {
  const [modulus, exponent] = integers(der, ['modulus', 'publicExponent']) ?? [];
  if (modulus === undefined || exponent === undefined) return null;
  const number = magnitudeOf(exponent).octets;
  const isSmall = number.length <= 8;
  const hex = Buffer.from(number)
    .toString('hex')
    .replace(/^0+(?=.)/, '');
  return [
    `Public-Key: (${bitLength(magnitudeOf(modulus).octets)} bit)`,
    ...labelled('Modulus:', modulus),
    ...(isSmall
      ? [`Exponent: ${integerText(exponent)} (0x${hex})`]
      : labelled('Exponent:', exponent)),
  ];
}

const providerNames: Readonly<Record<string, string>> = {
  md5: 'MD5',
  sha1: 'SHA1',
  sha224: 'SHA2-224',
  sha256: 'SHA2-256',
  sha384: 'SHA2-384',
  sha512: 'SHA2-512',
};

function pssKeyLines({ parameters }: AlgorithmIdentifier, der: Uint8Array) {
  const lines = rsaLines(der);
  if (lines === null) return null;
  if (parameters === null) return [...lines, 'No PSS parameter restrictions'];
  const restrictions = decodePssParameters(parameters);
  return restrictions.ok ? [...lines, ...restrictionLines(restrictions.value)] : lines;
}

function restrictionLines({ hash, mgf1Hash, saltLength }: PssParameters): readonly string[] {
  const nameOf = (one: PssParameters['hash']) =>
    'digest' in one ? (providerNames[one.digest] ?? one.digest) : one.oid;
  const usual = (one: PssParameters['hash']) =>
    'digest' in one && one.digest === 'sha1' ? ' (default)' : '';
  return [
    'PSS parameter restrictions:',
    `  Hash Algorithm: ${nameOf(hash)}${usual(hash)}`,
    `  Mask Algorithm: MGF1 with ${nameOf(mgf1Hash)}${usual(mgf1Hash)}`,
    `  Minimum Salt Length: ${saltLength}${saltLength === 20 ? ' (default)' : ''}`,
    '  Trailer Field: 0x1 (default)',
  ];
}

/** Names of the curves that NIST has recommended. */
const nistNames: Readonly<Record<string, string>> = {
  '1.2.840.10045.3.1.1': 'P-192',
  '1.3.132.0.33': 'P-224',
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
};

function curveLines(algorithm: AlgorithmIdentifier, point: Uint8Array): readonly string[] | null {
  const { parameters } = algorithm;
  const named =
    parameters === null
      ? null
      : decodeDer(parameters, (outer) => readObjectIdentifier(outer, 'namedCurve'));
  if (named === null || !named.ok) return null;
  const known = identifyKeyAlgorithm(algorithm);
  // A coordinate has as many octets as the order of every curve without a cofactor.
  const bits = known.kind === 'ec' ? known.curve.bits : ((point.length - 1) / 2) * 8;
  const nist = nistNames[named.value];
  return [
    `Public-Key: (${bits} bit)`,
    ...labelled('pub:', point),
    `ASN1 OID: ${longName(named.value)}`,
    ...(nist === undefined ? [] : [`NIST CURVE: ${nist}`]),
  ];
}

/** `Dss-Parms ::= SEQUENCE { p INTEGER, q INTEGER, g INTEGER }` (RFC 3279 §2.3.2). */
function dsaLines({ parameters }: AlgorithmIdentifier, der: Uint8Array): readonly string[] | null {
  const y = decodeDer(der, (outer: DerReader) => readIntegerOctets(outer, 'y'));
  const [p, q, g] = parameters === null ? [] : (integers(parameters, ['p', 'q', 'g']) ?? []);
  if (!y.ok || p === undefined || q === undefined || g === undefined) return null;
  return [
    `Public-Key: (${bitLength(magnitudeOf(p).octets)} bit)`,
    ...labelled('pub:', y.value),
    ...labelled('P:', p),
    ...labelled('Q:', q),
    ...labelled('G:', g),
  ];
}
