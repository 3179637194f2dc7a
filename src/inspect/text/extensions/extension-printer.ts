import { type DerReader, decodeDer } from '#pki/der/reader.ts';
import { tag } from '#pki/der/tag.ts';

/** Writes what an extension holds in lines; null where it cannot be read. */
export type ExtensionPrinter = (value: Uint8Array) => readonly string[] | null;

/** A printer of what `read` takes from the extension, to its last octet. */
export function printing(read: (outer: DerReader) => readonly string[] | null): ExtensionPrinter {
  return (value) => {
    const decoded = decodeDer(value, read);
    return decoded.ok ? decoded.value : null;
  };
}

/** Each element of a SEQUENCE OF, which may be empty. */
export function eachOf<T>(
  outer: DerReader,
  read: (list: DerReader) => T,
  identifier: number = tag.sequence,
): readonly T[] {
  const list = outer.constructed('list', identifier);
  const all: T[] = [];
  while (!list.atEnd) all.push(read(list));
  return all;
}

/** Values in one line; null for none at all, which OpenSSL does not write in words. */
export function commaList(values: readonly string[]): readonly string[] | null {
  return values.length === 0 ? null : [values.join(', ')];
}

/** What OpenSSL writes for a list of names without any. */
export const emptyList: readonly string[] = ['<EMPTY>', ''];
