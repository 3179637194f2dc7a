import { decodeDer } from '../der/reader.ts';
import { tag } from '../der/tag.ts';
import { readOctetString, readSmallInteger } from '../der/values.ts';
import { readAlgorithmIdentifier } from '../x509/algorithm-identifier.ts';

/** `PBES2-params ::= SEQUENCE { keyDerivationFunc AlgorithmIdentifier, encryptionScheme AlgorithmIdentifier }` */
export function readPbes2(parameters: Uint8Array | null) {
  const decoded = decodeDer(parameters ?? new Uint8Array(), (outer) => {
    const fields = outer.constructed('PBES2-params');
    const derivation = readAlgorithmIdentifier(fields, 'keyDerivationFunc');
    const cipher = readAlgorithmIdentifier(fields, 'encryptionScheme');
    fields.finish();
    return { derivation, cipher };
  });
  return decoded.ok ? decoded.value : null;
}

/** `PBEParameter ::= SEQUENCE { salt OCTET STRING, iterationCount INTEGER }` */
export function readSaltAndCount(parameters: Uint8Array | null) {
  const decoded = decodeDer(parameters ?? new Uint8Array(), (outer) => {
    const fields = outer.constructed('PBEParameter');
    const salt = readOctetString(fields, 'salt');
    const iterations = readSmallInteger(fields, 'iterationCount');
    fields.finish();
    return { salt, iterations };
  });
  return decoded.ok ? decoded.value : null;
}

/** `PBKDF2-params ::= SEQUENCE { salt, iterationCount INTEGER, keyLength INTEGER OPTIONAL, prf DEFAULT hmacWithSHA1 }` */
export function readPbkdf2(parameters: Uint8Array | null) {
  const decoded = decodeDer(parameters ?? new Uint8Array(), (outer) => {
    const fields = outer.constructed('PBKDF2-params');
    const salt = readOctetString(fields, 'salt');
    const iterations = readSmallInteger(fields, 'iterationCount');
    if (fields.peekTag() === tag.integer) readSmallInteger(fields, 'keyLength');
    const prf = fields.atEnd ? null : readAlgorithmIdentifier(fields, 'prf').oid;
    fields.finish();
    return { salt, iterations, prf };
  });
  return decoded.ok ? decoded.value : null;
}

/** `scrypt-params ::= SEQUENCE { salt, costParameter, blockSize, parallelizationParameter, keyLength OPTIONAL }` (RFC 7914 §7.1) */
export function readScrypt(parameters: Uint8Array | null) {
  const decoded = decodeDer(parameters ?? new Uint8Array(), (outer) => {
    const fields = outer.constructed('scrypt-params');
    const salt = readOctetString(fields, 'salt');
    const cost = readSmallInteger(fields, 'costParameter');
    const blockSize = readSmallInteger(fields, 'blockSize');
    const parallelization = readSmallInteger(fields, 'parallelizationParameter');
    if (!fields.atEnd) readSmallInteger(fields, 'keyLength');
    fields.finish();
    return { salt, cost, blockSize, parallelization };
  });
  return decoded.ok ? decoded.value : null;
}

export function readIv(parameters: Uint8Array | null): Uint8Array | null {
  const decoded = decodeDer(parameters ?? new Uint8Array(), (outer) =>
    readOctetString(outer, 'iv'),
  );
  return decoded.ok ? decoded.value : null;
}

/** `RC2-CBC-Parameter ::= SEQUENCE { rc2ParameterVersion INTEGER OPTIONAL, iv OCTET STRING }` (RFC 8018 §B.2.3) */
export function readRc2(parameters: Uint8Array | null) {
  const decoded = decodeDer(parameters ?? new Uint8Array(), (outer) => {
    const fields = outer.constructed('RC2-CBC-Parameter');
    const version = fields.peekTag() === tag.integer ? readSmallInteger(fields, 'version') : null;
    return { bits: rc2Bits(version), iv: readOctetString(fields, 'iv') };
  });
  return decoded.ok ? decoded.value : null;
}

function rc2Bits(version: number | null): number {
  if (version === null) return 32;
  if (version >= 256) return version;
  return version === 160 ? 40 : version === 120 ? 64 : 128;
}
