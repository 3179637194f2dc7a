import type { FieldNode } from '#shared/model/inspection.ts';

/** A card of fields: those of a group, or those that stand between groups. */
export type FieldCard =
  | { readonly group: FieldNode; readonly fields: readonly FieldNode[] }
  | { readonly group: null; readonly title: string; readonly fields: readonly FieldNode[] };

/** Parts fields into cards and keeps their order: what people open an object for stands first. */
export function cardsOf(fields: readonly FieldNode[]): readonly FieldCard[] {
  const cards: FieldCard[] = [];
  let loose: FieldNode[] = [];
  const close = () => {
    if (loose.length === 0) return;
    const isFirst = cards.every(({ group }) => group !== null);
    cards.push({ group: null, title: isFirst ? 'Facts' : 'More', fields: loose });
    loose = [];
  };
  for (const field of fields) {
    if (field.children.every(isLocalTime)) loose.push(field);
    else {
      close();
      cards.push({ group: field, fields: field.children });
    }
  }
  close();
  return cards;
}

/** A time is one fact, told in two zones. */
function isLocalTime({ label }: FieldNode): boolean {
  return label === 'Local time';
}
