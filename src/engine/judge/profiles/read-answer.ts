import type { DerError } from '#pki/der/error.ts';
import { decodeDer } from '#pki/der/reader.ts';
import { contextConstructed, tag } from '#pki/der/tag.ts';
import {
  encodeElement,
  encodeExplicit,
  encodeOctetString,
  encodeSequence,
} from '#pki/der/writer.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import type { OcspResponse } from '#pki/ocsp/types.ts';

/** A response as a lenient program reads it, and what a strict one takes amiss. */
export interface AnswerReading {
  /** Octets after the OCSPResponse. */
  readonly trailingOuter: number;
  /** Octets after the BasicOCSPResponse, inside the OCTET STRING around it. */
  readonly trailingInner: number;
  /** null where no reading succeeds. */
  readonly response: OcspResponse | null;
  /** Why no reading succeeds. */
  readonly error: DerError | null;
}

/** Reads a response, leaving out octets that stand after its two outermost values. */
export function readAnswer(octets: Uint8Array): AnswerReading {
  const end = endOfFirst(octets);
  const outer = end === null ? octets : octets.subarray(0, end);
  const trailingOuter = octets.length - outer.length;
  const whole = decodeResponse(outer);
  if (whole.ok) return { trailingOuter, trailingInner: 0, response: whole.value, error: null };
  const cut = whole.error.code === 'trailing-data' ? cutInside(outer) : null;
  const again = cut === null ? whole : decodeResponse(cut.octets);
  if (!again.ok) return { trailingOuter, trailingInner: 0, response: null, error: again.error };
  return { trailingOuter, trailingInner: cut?.left ?? 0, response: again.value, error: null };
}

/** Where the first value ends; null where it is no DER value or nothing follows it. */
function endOfFirst(octets: Uint8Array): number | null {
  let end: number | null = null;
  const whole = decodeDer(octets, (reader) => {
    const first = reader.any('');
    if (!reader.failed) end = first.end;
  });
  return whole.ok ? null : end;
}

/** The response with its BasicOCSPResponse cut to its own length; null where it has another build. */
function cutInside(octets: Uint8Array): { octets: Uint8Array; left: number } | null {
  const parts = decodeDer(octets, (outer) => {
    const fields = outer.constructed('OCSPResponse');
    const status = fields.raw(fields.element(tag.enumerated, 'responseStatus'));
    const wrapper = fields.constructed('', contextConstructed(0));
    const bytes = wrapper.constructed('responseBytes');
    const type = bytes.raw(bytes.element(tag.objectIdentifier, 'responseType'));
    const response = bytes.contents(bytes.element(tag.octetString, 'response'));
    return { status, type, response };
  });
  if (!parts.ok) return null;
  const { status, type, response } = parts.value;
  const end = endOfFirst(response);
  if (end === null) return null;
  const inner = encodeOctetString(response.subarray(0, end));
  const bytes = encodeExplicit(0, encodeSequence(type, inner));
  return { octets: encodeElement(tag.sequence, status, bytes), left: response.length - end };
}
