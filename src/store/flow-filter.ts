import type { FlowFilter, FlowRow } from '#shared/flow/flow.ts';
import { toSearchText } from '#shared/wording/serial.ts';
import type { SqlValue } from './connection.ts';

/** A condition on `flows` and the values of its parameters. */
export interface SqlCondition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** What the text of a filter is looked for in, and how both are written. */
export function searchTextOf({ label, serialNumber, verdict }: FlowRow): string {
  return normalise(`${label} ${serialNumber} ${verdict?.words ?? ''}`);
}

function normalise(text: string): string {
  return text.trim().toLowerCase();
}

/** The rows of `flows` that a filter shows: nothing hidden, and all of its conditions. */
export function conditionOf({ statuses, sources, text }: FlowFilter): SqlCondition {
  const wanted = toSearchText(text);
  const parts: readonly SqlCondition[] = [
    { sql: 'seq not in (select seq from hidden_flows)', values: [] },
    ...(statuses === null ? [] : [oneOf('status', statuses)]),
    ...(sources === null ? [] : [oneOf('source', sources)]),
    ...(wanted === '' ? [] : [{ sql: 'instr(search, ?) > 0', values: [wanted] }]),
  ];
  return {
    sql: parts.map(({ sql }) => sql).join(' and '),
    values: parts.flatMap(({ values }) => values),
  };
}

function oneOf(column: string, values: readonly string[]): SqlCondition {
  return { sql: `${column} in (${values.map(() => '?').join(', ')})`, values };
}
