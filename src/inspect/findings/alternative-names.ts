import { decodeDer } from '#pki/der/reader.ts';
import { contextPrimitive } from '#pki/der/tag.ts';

/** The textual names of a GeneralNames, and how many others there are. */
export interface AlternativeNames {
  readonly dns: readonly string[];
  readonly email: readonly string[];
  readonly uri: readonly string[];
  readonly others: number;
}

const kinds = [
  ['email', contextPrimitive(1)],
  ['dns', contextPrimitive(2)],
  ['uri', contextPrimitive(6)],
] as const;

/**
 * The names of `GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName` (RFC 5280 §4.2.1.6), each octet a
 * character; null where it is none.
 */
export function decodeAlternativeNames(der: Uint8Array): AlternativeNames | null {
  const dns: string[] = [];
  const email: string[] = [];
  const uri: string[] = [];
  const names = { dns, email, uri, others: 0 };
  const decoded = decodeDer(der, (outer) => {
    const list = outer.constructed('GeneralNames');
    while (!list.atEnd) {
      const element = list.any('name');
      const kind = kinds.find(([, tag]) => tag === element.tag);
      if (kind === undefined) names.others += 1;
      else names[kind[0]].push(Buffer.from(list.contents(element)).toString('latin1'));
    }
  });
  return decoded.ok ? names : null;
}
