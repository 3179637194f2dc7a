/** How an encoding that was read departs from strict DER (X.690) or from the RFC of its type. */
export type DerDeviationCode =
  /** A default value is written out. */
  | 'default-encoded'
  /** A list that has at least one element by its type is empty. */
  | 'empty-list'
  /** A nonce stands in extnValue without an OCTET STRING of its own. */
  | 'nonce-not-wrapped'
  /** A nonce has not 1 to 128 octets. */
  | 'nonce-length'
  /** A number that the type has no name for. */
  | 'value-not-defined';

/**
 * Something that real programs send, that can be read without doubt, and that is yet not as it should be. It
 * changes no value that was read; whether it is tolerated is for a check to say.
 */
export interface DerDeviation {
  readonly code: DerDeviationCode;
  /** Octets from the start of the decoded input. */
  readonly offset: number;
  /** The field, as `ResponseData.responses[0].certStatus`. */
  readonly path: string;
  readonly message: string;
  /** The clause that asks for another form: `X.690 §11.5`. */
  readonly clause: string;
}

/** No deviation: what a strict encoding has. */
export const noDeviations: readonly DerDeviation[] = [];

/** `version [0] EXPLICIT Version DEFAULT v1` with v1 written out, at `offset`. */
export function writtenOutV1(offset: number): Omit<DerDeviation, 'path'> & { name: string } {
  const message = 'v1 is the default and is left out in DER';
  return { code: 'default-encoded', name: 'version', offset, message, clause: 'X.690 §11.5' };
}
