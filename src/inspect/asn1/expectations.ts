import type { Asn1Node } from '#shared/model/inspection.ts';
import { remembering } from '#shared/remembered.ts';
import { type Asn1Type, any, type Field } from './asn1-type.ts';
import type { TlvHeader } from './header.ts';

/** What stands where nothing is expected. */
export const anything: Field = { name: null, identifiers: [], presence: 'required', type: any };

/** Which field the next child of a constructed element is. */
export class Expectations {
  readonly #type: Asn1Type;
  #position = 0;
  /** The last OBJECT IDENTIFIER among the children so far, or at the head of one (an AlgorithmIdentifier). */
  oid: string | null = null;

  constructor(type: Asn1Type) {
    this.#type = type;
  }

  next(identifier: number): Field {
    const type = this.#type;
    if (type.form === 'list') return type.item;
    if (type.form === 'holds') return this.#position++ === 0 ? type.inner : anything;
    if (type.form !== 'fields') return anything;
    for (let i = this.#position; i < type.fields.length; i++) {
      const candidate = type.fields[i] ?? anything;
      if (candidate.identifiers.length === 0 || candidate.identifiers.includes(identifier)) {
        this.#position = i + 1;
        return candidate;
      }
      if (candidate.presence === 'required') break;
    }
    return anything;
  }

  sawNode(node: Asn1Node): void {
    const identifier = node.type === 'OBJECT IDENTIFIER' ? node : node.children[0];
    if (identifier?.type === 'OBJECT IDENTIFIER') this.oid = dottedOf(identifier);
  }
}

/** The name and the type of an element, its alternative chosen where there is a choice. */
export function resolveType(
  expected: Field,
  header: TlvHeader,
  oid: string | null,
): { readonly name: string | null; readonly type: Asn1Type } {
  const type = typeof expected.type === 'function' ? expected.type(oid) : expected.type;
  if (type.form !== 'choice') return { name: expected.name, type };
  const chosen = type.alternatives.find(({ identifiers }) =>
    identifiers.includes(header.identifier),
  );
  if (chosen === undefined) return { name: expected.name, type: any };
  const inner = resolveType(chosen, header, oid);
  const name = [expected.name, inner.name].filter((part) => part !== null).join('.');
  return { name: name === '' ? null : name, type: inner.type };
}

/** The dotted form in the value of an OBJECT IDENTIFIER; null where it is malformed. */
export function dottedOf({ value }: Asn1Node): string | null {
  const dotted = value === null ? '' : dottedPart(value);
  return dotted === '' ? null : dotted;
}

/** The part of a value before its name; empty where it is no dotted form. */
const dottedPart = remembering((value) => /^[0-9]+(\.[0-9]+)+(?= |$)/.exec(value)?.[0] ?? '');
