/** What strict DER (X.690) refuses. */
export type DerErrorCode =
  | 'truncated'
  | 'indefinite-length'
  | 'non-minimal-length'
  | 'length-too-large'
  | 'high-tag-number'
  | 'unexpected-tag'
  | 'missing-element'
  | 'trailing-data'
  | 'invalid-boolean'
  | 'invalid-integer'
  | 'invalid-bit-string'
  | 'invalid-null'
  | 'invalid-object-identifier'
  | 'invalid-time'
  | 'invalid-string'
  | 'invalid-set-order'
  | 'value-not-allowed'
  | 'duplicate-element'
  | 'too-many-elements';

/** Where and why decoding stopped. `offset` counts octets from the start of the decoded input. */
export interface DerError {
  readonly code: DerErrorCode;
  readonly offset: number;
  /** The field, as `ResponseData.responses[0].certStatus`. */
  readonly path: string;
  readonly message: string;
}
