import type { Flow, FlowFilter, FlowRow } from '#shared/flow/flow.ts';
import { flowRow as flowRowShape, flow as flowShape } from '#shared/flow/flow-schema.ts';
import { type Connection, numberIn, octets, type Row, textIn } from './connection.ts';
import { decodeColumn } from './decode-row.ts';
import { encodeJson } from './encode-json.ts';
import { conditionOf, searchTextOf } from './flow-filter.ts';
import type { Guard } from './guard.ts';

/** A finished flow, ready to be written. */
export interface PreparedFlow {
  readonly id: string;
  readonly source: string;
  readonly status: string;
  readonly durationMs: number;
  readonly search: string;
  readonly row: string;
  readonly body: string;
}

/** Prepares a finished flow; throws where it is not finished, which is a bug. */
export function prepareFlow(flow: Flow, row: FlowRow): PreparedFlow {
  if (flow.outcome === null || row.verdict === null) throw new Error(`flow ${flow.id} still runs`);
  return {
    id: flow.id,
    source: flow.source,
    status: row.verdict.status ?? 'not-asked',
    durationMs: row.verdict.durationMs,
    search: searchTextOf(row),
    row: encodeJson(row),
    body: encodeJson(flow),
  };
}

/** The tables of the flows. Its functions throw `SqlError`; hidden flows are in no answer but a purge's. */
export interface FlowTable {
  /** Within the caller's transaction. A flow of the same id is replaced; returns how many were. */
  insert(flow: PreparedFlow): number;
  get(flowId: string): Flow | null;
  page(filter: FlowFilter, offset: number, limit: number): readonly FlowRow[];
  count(filter: FlowFilter): number;
  /** All that are stored, the hidden ones too. */
  countStored(): number;
  countHidden(): number;
  latestDurations(limit: number): readonly number[];
  hide(flowIds: readonly string[] | null, token: string): void;
  unhide(token: string): number;
  purgeHidden(): void;
  /** Within the caller's transaction. */
  removeOldest(count: number): void;
}

const isVisible = 'seq not in (select seq from hidden_flows)';

export function createFlowTable(connection: Connection, guard: Guard): FlowTable {
  const decodeRow = (row: Row): readonly FlowRow[] => {
    const decoded = decodeColumn(row, 'row', flowRowShape);
    if (decoded.ok) return [decoded.value];
    const id = textIn(row, 'id') ?? `number ${numberIn(row, 'seq')}`;
    guard.report({ code: 'row-undecodable', table: 'flows', id, detail: decoded.error.detail });
    return [];
  };
  /** False where the id is there already. */
  const insertRow = ({ id, source, status, durationMs, search, row, body }: PreparedFlow) => {
    const inserted = connection.run(
      'insert into flows (id, source, status, duration_ms, search, row) values (?, ?, ?, ?, ?, ?) on conflict (id) do nothing',
      ...[id, source, status, durationMs, search, row],
    );
    if (inserted === 0) return false;
    connection.run('insert into flow_bodies (seq, body) values (last_insert_rowid(), ?)', body);
    return true;
  };

  return {
    insert: (flow) => {
      if (insertRow(flow)) return 0;
      connection.run(
        'delete from flow_bodies where seq in (select seq from flows where id = ?)',
        flow.id,
      );
      const replaced = connection.run('delete from flows where id = ?', flow.id);
      insertRow(flow);
      return replaced;
    },
    get: (flowId) => {
      const [row] = connection.query(
        `select ${octets('body')} from flow_bodies where seq in (select seq from flows where id = ? and ${isVisible})`,
        flowId,
      );
      if (row === undefined) return null;
      const decoded = decodeColumn(row, 'body', flowShape);
      if (decoded.ok) return decoded.value;
      const { detail } = decoded.error;
      guard.report({ code: 'row-undecodable', table: 'flows', id: flowId, detail });
      return null;
    },
    page: (filter, offset, limit) => {
      const { sql, values } = conditionOf(filter);
      const select = `select seq, ${octets('id')}, ${octets('row')} from flows where ${sql}`;
      return connection
        .query(`${select} order by seq desc limit ? offset ?`, ...values, limit, offset)
        .flatMap(decodeRow);
    },
    count: (filter) => {
      const { sql, values } = conditionOf(filter);
      return numberIn(
        connection.query(`select count(*) as count from flows where ${sql}`, ...values)[0],
        'count',
      );
    },
    countStored: () =>
      numberIn(connection.query('select count(*) as count from flows')[0], 'count'),
    countHidden: () =>
      numberIn(connection.query('select count(*) as count from hidden_flows')[0], 'count'),
    latestDurations: (limit) =>
      connection
        .query(`select duration_ms from flows where ${isVisible} order by seq desc limit ?`, limit)
        .map((row) => numberIn(row, 'duration_ms'))
        .reverse(),
    hide: (flowIds, token) => {
      const hide = `insert into hidden_flows (seq, token) select seq, ? from flows where ${isVisible}`;
      connection.transaction(() => {
        if (flowIds === null) connection.run(hide, token);
        else for (const id of flowIds) connection.run(`${hide} and id = ?`, token, id);
      });
    },
    unhide: (token) => connection.run('delete from hidden_flows where token = ?', token),
    purgeHidden: () => purgeHidden(connection),
    removeOldest: (count) => {
      const [last] = connection.query(
        'select seq from flows order by seq limit 1 offset ?',
        count - 1,
      );
      const upTo = numberIn(last, 'seq');
      for (const table of ['hidden_flows', 'flow_bodies', 'flows']) {
        connection.run(`delete from ${table} where seq <= ?`, upTo);
      }
    },
  };
}

function purgeHidden(connection: Connection): void {
  if (connection.query('select seq from hidden_flows limit 1').length === 0) return;
  const isAll = connection.query(`select seq from flows where ${isVisible} limit 1`).length === 0;
  connection.transaction(() => {
    // Without a condition SQLite drops whole pages instead of row after row.
    const which = isAll ? '' : ' where seq in (select seq from hidden_flows)';
    connection.execute(
      `delete from flow_bodies${which}; delete from flows${which}; delete from hidden_flows`,
    );
  });
  reclaim(connection);
}

/** Pages (of 4 KiB) that are worth giving back to the disk, and those that may be copied for it. */
const worthReclaiming = 4_096;
const worthCopying = 25_000;

/** Gives back the space of what was deleted, where little is left that has to be copied. */
function reclaim(connection: Connection): void {
  const free = numberIn(connection.query('pragma freelist_count')[0], 'freelist_count');
  const all = numberIn(connection.query('pragma page_count')[0], 'page_count');
  if (free > worthReclaiming && all - free < worthCopying) connection.execute('vacuum');
}
