/** A spelling of an open object that a person reads, copies or saves. */
export type TextForm = 'pem' | 'json';

/** An object spelt out, or the beginning of it where it is too long to be shown. */
export interface ObjectText {
  readonly text: string;
  /** Characters of the whole; more than `text` has where it was cut. */
  readonly length: number;
}
