import { err, ok, type Result } from '#shared/model/result.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { DerError } from '../der/error.ts';
import {
  decodeEncryptedPrivateKey,
  type EncryptedPrivateKey,
} from '../keys/encrypted-private-key.ts';
import { readJavaObject } from './java-object.ts';
import { JavaReader } from './java-reader.ts';

/** An entry of a Java key store. */
export type KeyStoreEntry =
  | {
      readonly kind: 'certificate';
      readonly alias: string;
      readonly createdAt: EpochMs;
      readonly certificate: Uint8Array;
    }
  | {
      readonly kind: 'key';
      readonly alias: string;
      readonly createdAt: EpochMs;
      readonly key: EncryptedPrivateKey;
      /** DER; the certificate of the key first. */
      readonly chain: readonly Uint8Array[];
    }
  | {
      readonly kind: 'secret';
      readonly alias: string;
      readonly createdAt: EpochMs;
      readonly sealed: SealedObject;
    };

/** javax.crypto.SealedObject, as far as it can be opened: a Java object that is encrypted. */
export interface SealedObject {
  /** The encryption by the name that Java gives it. */
  readonly protection: string | null;
  readonly parameters: Uint8Array | null;
  readonly octets: Uint8Array;
}

/** A key store of Java, JKS or JCEKS; its certificates are not encrypted. */
export interface KeyStore {
  readonly format: 'JKS' | 'JCEKS';
  readonly version: number;
  readonly entries: readonly KeyStoreEntry[];
  /** The octets that the checksum is over, and the checksum. */
  readonly checksum: { readonly over: Uint8Array; readonly digest: Uint8Array };
}

const maxEntries = 20_000;
const maxChain = 64;

/** Whether octets begin as such a file. */
export function isKeyStore(bytes: Uint8Array): boolean {
  return formatOf(bytes) !== null;
}

function formatOf(bytes: Uint8Array): 'JKS' | 'JCEKS' | null {
  if (bytes.length < 4) return null;
  const magic = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
  return magic === 0xfeedfeed ? 'JKS' : magic === 0xcececece ? 'JCEKS' : null;
}

/** Reads the entries of a key store; no password is needed for that. */
export function decodeKeyStore(bytes: Uint8Array): Result<KeyStore, DerError> {
  const format = formatOf(bytes);
  if (format === null)
    return err({ code: 'value-not-allowed', offset: 0, path: '', message: 'no key store of Java' });
  const reader = new JavaReader(bytes);
  reader.number('magic');
  const version = reader.number('version');
  const count = reader.number('count');
  if (version !== 1 && version !== 2)
    reader.fail('version', `version ${version} is neither 1 nor 2`);
  if (count > maxEntries) reader.fail('count', `${count} entries are more than ${maxEntries}`);
  const entries: KeyStoreEntry[] = [];
  for (let i = 0; i < count && reader.failure === null; i++) {
    const entry = readEntry(reader, version, `entries[${i}]`);
    if (entry === null) break;
    entries.push(entry);
  }
  const end = reader.position;
  const digest = reader.octets(20, 'checksum');
  if (reader.position !== bytes.length) reader.fail('', 'octets are left over after the checksum');
  if (reader.failure !== null) return err(reader.failure);
  return ok({ format, version, entries, checksum: { over: bytes.subarray(0, end), digest } });
}

function readEntry(reader: JavaReader, version: number, path: string): KeyStoreEntry | null {
  const kind = reader.number(`${path}.tag`);
  const alias = reader.utf(`${path}.alias`);
  const createdAt = reader.time(`${path}.date`);
  switch (kind) {
    case 1: {
      const length = reader.number(`${path}.key`);
      const at = reader.position;
      const key = decodeEncryptedPrivateKey(reader.octets(length, `${path}.key`));
      if (!key.ok) {
        reader.fail(`${path}.key`, key.error.message, at + key.error.offset);
        return null;
      }
      const count = reader.number(`${path}.chain`);
      if (count > maxChain) {
        reader.fail(`${path}.chain`, `${count} certificates are more than ${maxChain}`);
      }
      const chain: Uint8Array[] = [];
      for (let i = 0; i < count && reader.failure === null; i++) {
        chain.push(readCertificate(reader, version, `${path}.chain[${i}]`));
      }
      return { kind: 'key', alias, createdAt, key: key.value, chain };
    }
    case 2:
      return {
        kind: 'certificate',
        alias,
        createdAt,
        certificate: readCertificate(reader, version, path),
      };
    case 3:
      return { kind: 'secret', alias, createdAt, sealed: readSealed(reader, path) };
    default:
      reader.fail(`${path}.tag`, `${kind} is no kind of entry`);
      return null;
  }
}

/** The fields of the SealedObject that stands there. */
function readSealed(reader: JavaReader, path: string): SealedObject {
  const at = reader.position;
  const fields = readJavaObject(reader)?.fields ?? new Map();
  const octets = fields.get('encryptedContent');
  if (!(octets instanceof Uint8Array)) reader.fail(path, 'a secret key is no SealedObject', at);
  const parameters = fields.get('encodedParams');
  const protection = fields.get('sealAlg');
  return {
    protection: typeof protection === 'string' ? protection : null,
    parameters: parameters instanceof Uint8Array ? parameters : null,
    octets: octets instanceof Uint8Array ? octets : new Uint8Array(),
  };
}

function readCertificate(reader: JavaReader, version: number, path: string): Uint8Array {
  if (version === 2) reader.utf(`${path}.type`);
  const length = reader.number(`${path}.length`);
  return reader.octets(length, path);
}
