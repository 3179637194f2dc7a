import type { DerReader } from '../der/reader.ts';
import { tag } from '../der/tag.ts';
import { readNull, readObjectIdentifier } from '../der/values.ts';
import { encodeObjectIdentifier, encodeSequence } from '../der/writer.ts';
import type { AlgorithmIdentifier } from './certificate.ts';

/** Reads an AlgorithmIdentifier (RFC 5280 §4.1.1.2); its parameters are left as they are encoded. */
export function readAlgorithmIdentifier(parent: DerReader, name: string): AlgorithmIdentifier {
  const fields = parent.constructed(name);
  const oid = readObjectIdentifier(fields, 'algorithm');
  if (fields.atEnd) return { oid, parameters: null };
  const at = fields.position;
  if (fields.peekTag() === tag.null) readNull(fields, 'parameters');
  else fields.any('parameters');
  fields.finish();
  return { oid, parameters: fields.bytes.subarray(at, fields.position) };
}

/** Writes an AlgorithmIdentifier; `parameters: null` leaves them out, which is not the same as NULL. */
export function encodeAlgorithmIdentifier({ oid, parameters }: AlgorithmIdentifier): Uint8Array {
  return parameters === null
    ? encodeSequence(encodeObjectIdentifier(oid))
    : encodeSequence(encodeObjectIdentifier(oid), parameters);
}

/** Whether parameters are the DER of NULL, which RSA algorithms have where others have none. */
export function isNull(parameters: Uint8Array | null): boolean {
  return parameters?.length === 2 && parameters[0] === 0x05 && parameters[1] === 0x00;
}
