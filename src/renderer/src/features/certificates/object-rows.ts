import type { FoundIn } from '#shared/model/object-view.ts';
import { kindWords } from '#shared/wording/object-kind.ts';
import { toSearchText } from '#shared/wording/serial.ts';
import type { ObjectGroup, ObjectLine } from './object-tree.ts';

/** A row of the list on the screen: the head of a group, or a line of it. */
export type ObjectRow =
  | { readonly kind: 'head'; readonly text: string; readonly count: number }
  | {
      readonly kind: 'line';
      readonly line: ObjectLine;
      /** Where in it the search hit, but for its name; null while nothing is searched. */
      readonly hit: FoundIn | null;
    };

/** How the list is parted. */
export type Grouping = 'file' | 'kind';

/** The rows of the list; a text keeps those that hold it, without their place in the chain. */
export function rowsOf(
  groups: readonly ObjectGroup[],
  {
    grouping,
    text,
    found,
  }: {
    readonly grouping: Grouping;
    readonly text: string;
    /** What a search through all fields found; what the list itself knows is found without it. */
    readonly found: ReadonlyMap<string, FoundIn> | null;
  },
): readonly ObjectRow[] {
  const isFiltered = text.trim() !== '';
  const kept = isFiltered ? groups.map((group) => onlyFound(group, text, found)) : groups;
  const parted = grouping === 'file' ? kept : byKind(kept);
  return parted
    .filter(({ lines }) => lines.length > 0)
    .flatMap(({ origin, lines }): readonly ObjectRow[] => [
      { kind: 'head', text: origin, count: lines.length },
      ...lines.map((line) => ({ kind: 'line' as const, line, hit: hitOf(line, found) })),
    ]);
}

/** A hit in the name is seen in the name. */
function hitOf(line: ObjectLine, found: ReadonlyMap<string, FoundIn> | null): FoundIn | null {
  const hit = found?.get(line.id) ?? null;
  return hit === null || hit.what === null ? null : hit;
}

function onlyFound(
  { origin, lines }: ObjectGroup,
  text: string,
  inFields: ReadonlyMap<string, FoundIn> | null,
): ObjectGroup {
  const plain = text.trim().toLowerCase();
  const digits = toSearchText(text);
  const found = lines.filter(
    (line) => isFound(line, plain, digits) || inFields?.has(line.id) === true,
  );
  return { origin, lines: found.map((line) => ({ ...line, depth: 0 })) };
}

/** Name, subject, serial number with or without `0x`, fingerprint, public key pin, kind, or file. */
function isFound(line: ObjectLine, plain: string, digits: string): boolean {
  if (line.kind === 'object') {
    const { title, origin, kind, keyPin } = line.object;
    return `${title}\n${origin}\n${kindWords(kind).one}\n${keyPin ?? ''}`
      .toLowerCase()
      .includes(plain);
  }
  const { summary, origin, keyPin } = line.certificate;
  const { label, subject, fingerprint, serialNumber } = summary;
  // What is written with 0x is a serial number, and not by chance a part of a fingerprint.
  const isSerial = /^-?0x/.test(plain);
  return (
    `${label}\n${subject}\n${origin}\n${fingerprint}\n${keyPin}`.toLowerCase().includes(plain) ||
    (digits !== '' &&
      (serialNumber.includes(digits) || (!isSerial && fingerprint.includes(digits))))
  );
}

function byKind(groups: readonly ObjectGroup[]): readonly ObjectGroup[] {
  const kinds = new Map<string, ObjectLine[]>();
  for (const line of groups.flatMap(({ lines }) => lines)) {
    const kind = kindWords(line.kind === 'certificate' ? 'certificate' : line.object.kind).many;
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, [{ ...line, depth: 0 }]);
    else known.push({ ...line, depth: 0 });
  }
  return [...kinds].map(([origin, lines]) => ({ origin, lines }));
}
