import { decodeDer } from '#pki/der/reader.ts';
import { readIntegerOctets } from '#pki/der/values.ts';
import type { AlgorithmIdentifier } from '#pki/x509/certificate.ts';
import { decodePssParameters, type PssHash } from '#pki/x509/pss-parameters.ts';
import { hexLines, indented } from './hex-lines.ts';
import { longName } from './openssl-names.ts';

/** `Signature Algorithm: …`, with the parameters of RSA-PSS on lines of their own. */
export function algorithmLines(algorithm: AlgorithmIdentifier, indent: number): readonly string[] {
  const head = `${' '.repeat(indent)}Signature Algorithm: ${longName(algorithm.oid)}`;
  return [head, ...indented(parameterLines(algorithm), 8)];
}

/** The algorithm once more and the octets of the signature, as every signed object ends. */
export function signatureLines(
  algorithm: AlgorithmIdentifier,
  signature: Uint8Array,
): readonly string[] {
  const octets = dsaLines(algorithm, signature) ?? hexLines(signature, 18);
  return [
    `    Signature Algorithm: ${longName(algorithm.oid)}`,
    '    Signature Value:',
    ...indented([...parameterLines(algorithm), ...octets], 8),
  ];
}

function parameterLines({ oid, parameters }: AlgorithmIdentifier): readonly string[] {
  if (oid !== '1.2.840.113549.1.1.10') return [];
  const decoded = parameters === null ? null : decodePssParameters(parameters);
  if (decoded === null || !decoded.ok) return ['(INVALID PSS PARAMETERS)'];
  const { hash, mgf1Hash, saltLength } = decoded.value;
  const salt = saltLength.toString(16).toUpperCase();
  return [
    `Hash Algorithm: ${hashText(hash)}`,
    `Mask Algorithm: mgf1 with ${hashText(mgf1Hash)}`,
    ` Salt Length: 0x${salt.length % 2 === 0 ? salt : `0${salt}`}${saltLength === 20 ? ' (default)' : ''}`,
    'Trailer Field: 0x01 (default)',
  ];
}

function hashText(hash: PssHash): string {
  if (!('digest' in hash)) return longName(hash.oid);
  return hash.digest === 'sha1' ? 'sha1 (default)' : hash.digest;
}

const dsaAlgorithms: ReadonlySet<string> = new Set([
  '1.2.840.10040.4.3',
  '2.16.840.1.101.3.4.3.1',
  '2.16.840.1.101.3.4.3.2',
]);

/** `Dss-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER }` (RFC 3279 §2.2.2). */
function dsaLines({ oid }: AlgorithmIdentifier, signature: Uint8Array): readonly string[] | null {
  if (!dsaAlgorithms.has(oid)) return null;
  const decoded = decodeDer(signature, (outer) => {
    const fields = outer.constructed('Dss-Sig-Value');
    const r = readIntegerOctets(fields, 'r');
    const s = readIntegerOctets(fields, 's');
    fields.finish();
    return { r, s };
  });
  if (!decoded.ok) return null;
  const { r, s } = decoded.value;
  return ['r:', ...indented(hexLines(r, 15), 4), 's:', ...indented(hexLines(s, 15), 4)];
}
