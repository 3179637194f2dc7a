/** A spelling of an open object that a person reads, copies or saves. */
export type TextForm = 'pem' | 'text' | 'json';

/** An object spelt out, or the beginning of it where it is too long to be shown. */
export interface ObjectText {
  readonly text: string;
  /** Characters of the whole; more than `text` has where it was cut. */
  readonly length: number;
}

/** A field of two objects; null where one lacks it. */
export interface ComparedField {
  /** Labels from the top: `Extensions › Key usage`. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Two objects field by field, by their names. */
export interface ObjectComparison {
  readonly before: ComparedObject;
  readonly after: ComparedObject;
  readonly fields: readonly ComparedField[];
}

/** What a column of a comparison is of. */
export interface ComparedObject {
  readonly title: string;
  readonly origin: string;
}

/** Where in an object a search found what was looked for. */
export interface FoundIn {
  /** `Serial number`, `Finding`; null where the object's title itself says it. */
  readonly what: string | null;
  /** The words around it. */
  readonly text: string;
}

/** An open object that a search found. */
export interface FoundObject extends FoundIn {
  readonly id: string;
}
