import { type Connection, octets } from './connection.ts';
import { decodeColumn, type Shape } from './decode-row.ts';
import { encodeJson } from './encode-json.ts';
import type { Guard } from './guard.ts';

export function writeValue(connection: Connection, name: string, value: unknown): void {
  connection.run(
    'insert or replace into named_values (name, value) values (?, ?)',
    ...[name, encodeJson(value)],
  );
}

/** The value as it was written, whatever it is; null where there is none that can be read. */
export function readValue(connection: Connection, name: string, guard: Guard): unknown {
  const [row] = connection.query(
    `select ${octets('value')} from named_values where name = ?`,
    name,
  );
  if (row === undefined) return null;
  const decoded = decodeColumn(row, 'value', anything);
  if (decoded.ok) return decoded.value;
  const { detail } = decoded.error;
  guard.report({ code: 'row-undecodable', table: 'values', id: name, detail });
  return null;
}

/** The reader of a value knows its shape; the store does not. */
const anything: Shape<unknown> = { safeParse: (value) => ({ success: true, data: value }) };
