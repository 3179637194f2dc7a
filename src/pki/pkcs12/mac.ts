import { createHmac, timingSafeEqual } from 'node:crypto';
import type { DerReader } from '../der/reader.ts';
import { readOctetString, readSmallInteger } from '../der/values.ts';
import { readAlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import { derivePkcs12Key, type Pkcs12Hash } from './key-derivation.ts';

const macHashes: Readonly<Record<string, Pkcs12Hash>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** The MAC of a PKCS#12 file; `hash` is null for one that is not known here. */
export interface Mac {
  readonly hash: Pkcs12Hash | null;
  readonly text: string;
  readonly digest: Uint8Array;
  readonly salt: Uint8Array;
  readonly iterations: number;
}

/** `MacData ::= SEQUENCE { mac DigestInfo, macSalt OCTET STRING, iterations INTEGER DEFAULT 1 }` */
export function readMac(parent: DerReader): Mac {
  const fields = parent.constructed('macData');
  const info = fields.constructed('mac');
  const { oid } = readAlgorithmIdentifier(info, 'digestAlgorithm');
  const digest = readOctetString(info, 'digest');
  const salt = readOctetString(fields, 'macSalt');
  const iterations = fields.atEnd ? 1 : readSmallInteger(fields, 'iterations');
  fields.finish();
  const hash = macHashes[oid] ?? null;
  const name = hash === null ? oid : hash.toUpperCase().replace('SHA', 'SHA-');
  return { hash, text: `${name}, ${iterations} rounds`, digest, salt, iterations };
}

/** Whether the MAC over the data is the one of this password. */
export function fitsMac(
  { hash, digest, salt, iterations }: Mac,
  data: Uint8Array,
  password: string,
): boolean {
  if (hash === null) return false;
  const length = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 }[hash];
  const key = derivePkcs12Key({ hash, password, salt, iterations, purpose: 'mac', length });
  const own = createHmac(hash, key).update(data).digest();
  return own.length === digest.length && timingSafeEqual(own, digest);
}
