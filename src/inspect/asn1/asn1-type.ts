/** What is expected at one place of a message, and so how it is named and opened. */
export type Asn1Type =
  /** Nothing is known: OCTET STRING and BIT STRING are opened where they hold exactly one TLV. */
  | { readonly form: 'any' }
  /** A primitive that is never opened; `as` is the universal type under an implicit tag, null for its own. */
  | { readonly form: 'primitive'; readonly as: number | null }
  /** A number whose values have names. */
  | { readonly form: 'named-number'; readonly names: Readonly<Record<number, string>> }
  /** A BIT STRING whose bits have names, from bit 0 on. */
  | { readonly form: 'named-bits'; readonly names: readonly string[] }
  /** SEQUENCE or SET with a field after the other. */
  | { readonly form: 'fields'; readonly fields: readonly Field[] }
  /** SEQUENCE OF or SET OF. */
  | { readonly form: 'list'; readonly item: Field }
  /** `[n] EXPLICIT`, or an OCTET STRING or BIT STRING that holds DER: one TLV of another type inside. */
  | { readonly form: 'holds'; readonly inner: Field }
  | { readonly form: 'choice'; readonly alternatives: readonly Field[] };

/** One field: its name in the ASN.1 module and the identifier octets it may have (none: any). */
export interface Field {
  readonly name: string | null;
  readonly identifiers: readonly number[];
  /** OPTIONAL or DEFAULT. */
  readonly presence: 'required' | 'optional';
  /** The type, or how it follows from the OBJECT IDENTIFIER or algorithm before it (`ANY DEFINED BY`). */
  readonly type: Asn1Type | ((oid: string | null) => Asn1Type);
}

export const any: Asn1Type = { form: 'any' };
export const primitive: Asn1Type = { form: 'primitive', as: null };

/** An implicitly tagged primitive type. */
export function implicit(as: number): Asn1Type {
  return { form: 'primitive', as };
}

/** A required field. `identifiers` is empty where any will do. */
export function field(
  name: string | null,
  identifiers: number | readonly number[],
  type: Field['type'] = primitive,
): Field {
  const list = typeof identifiers === 'number' ? [identifiers] : identifiers;
  return { name, identifiers: list, presence: 'required', type };
}

/** The same field, OPTIONAL or with a DEFAULT. */
export function optional(required: Field): Field {
  return { ...required, presence: 'optional' };
}

export function fields(...list: readonly Field[]): Asn1Type {
  return { form: 'fields', fields: list };
}

/** SEQUENCE OF or SET OF: every element is named as `item` is. */
export function listOf(item: Field): Asn1Type {
  return { form: 'list', item };
}

/** What holds exactly one other TLV. */
export function holding(inner: Field): Asn1Type {
  return { form: 'holds', inner };
}

export function choice(...alternatives: readonly Field[]): Asn1Type {
  return { form: 'choice', alternatives };
}
