import type { DerReader } from '../der/reader.ts';

/** The most entries that a list inside an extension may have. */
const maxEntries = 1_024;

/** A `SEQUENCE SIZE (1..MAX) OF` whose entries `readEntry` reads, told their path. */
export function readList<T>(
  parent: DerReader,
  { name, identifier }: { readonly name: string; readonly identifier?: number },
  readEntry: (list: DerReader, path: string) => T,
): readonly T[] {
  const at = parent.position;
  const list = parent.constructed(name, identifier);
  if (list.atEnd) list.fail('missing-element', '', at, 'the list is empty');
  const entries: T[] = [];
  while (!list.atEnd) {
    const path = `[${entries.length}]`;
    if (entries.length === maxEntries) {
      list.fail('too-many-elements', path, list.position, `more than ${maxEntries} are refused`);
      break;
    }
    entries.push(readEntry(list, path));
  }
  return entries;
}
