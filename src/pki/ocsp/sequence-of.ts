import type { DerReader } from '../der/reader.ts';

/**
 * Reads every element of a SEQUENCE OF with `readItem`, which is told the element's path (`[0]`, `[1]`, …).
 * More than `limit` elements are an error, so a hostile message costs no more than its size.
 */
export function readSequenceOf<T>(
  list: DerReader,
  limit: number,
  readItem: (list: DerReader, path: string) => T,
): readonly T[] {
  const items: T[] = [];
  while (!list.atEnd) {
    const path = `[${items.length}]`;
    if (items.length === limit) {
      list.fail(
        'too-many-elements',
        path,
        list.position,
        `more than ${limit} elements are refused`,
      );
      break;
    }
    items.push(readItem(list, path));
  }
  return items;
}
