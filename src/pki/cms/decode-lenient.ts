import { err, type Result } from '#shared/model/result.ts';
import type { DerError } from '../der/error.ts';
import { type DerReader, decodeDer } from '../der/reader.ts';
import { berToDer } from './ber-to-der.ts';

/** Decodes DER; where it is BER, its DER. The error is that of the octets as they came where both fail. */
export function decodeLenient<T>(
  bytes: Uint8Array,
  decode: (reader: DerReader) => T,
): Result<T, DerError> {
  const strict = decodeDer(bytes, decode);
  if (strict.ok || !mayBeBer(strict.error)) return strict;
  const der = berToDer(bytes);
  return der.ok ? decodeDer(der.value, decode) : err(strict.error);
}

function mayBeBer({ code }: DerError): boolean {
  return code === 'indefinite-length' || code === 'unexpected-tag' || code === 'non-minimal-length';
}
