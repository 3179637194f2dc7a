import type { Purpose } from './chain.ts';
import type { TrustStore } from './chain-graph.ts';
import type { Pkcs12Encryption } from './lab.ts';
import type { EpochMs } from './time.ts';

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

/** What the chains of a certificate are judged by. */
export interface ChainQuestion {
  /** null for the time of the clock. */
  readonly at: EpochMs | null;
  readonly purpose: Purpose;
  readonly stores: readonly TrustStore[];
}

/** A form that an open object is written to a file in. */
export type ExportForm = TextForm | 'der' | 'pkcs7' | 'pkcs12';

/** A form, and why an object cannot have it; null where it can. */
export interface ExportChoice {
  readonly form: ExportForm;
  readonly refusal: string | null;
}

/** How an object is to be written; with its private key into PKCS#12 alone. */
export type ObjectExport =
  | { readonly as: Exclude<ExportForm, 'pkcs12'> }
  | {
      readonly as: 'pkcs12';
      readonly encryption: Pkcs12Encryption;
      readonly password: string;
    };
