import type { Flow, FlowFilter, FlowRow } from '#shared/flow/flow.ts';
import { flowRow as flowRowShape, flow as flowShape } from '#shared/flow/flow-schema.ts';
import { err, type Result } from '#shared/model/result.ts';
import { type Connection, numberIn, octets, type Row, textIn } from './connection.ts';
import { checkShape, decodeColumn, type Shape } from './decode-row.ts';
import { encodeJson } from './encode-json.ts';
import { conditionOf, searchTextOf } from './flow-filter.ts';
import type { FlowLimits } from './flow-store.ts';
import type { Guard } from './guard.ts';
import { createOctetTable } from './octet-table.ts';
import { type FlowPacker, type PackedFlow, unpackFlow } from './pack-flow.ts';
import { rowFormat, upgradeRow } from './row-format.ts';

/** A finished flow, ready to be written. */
export interface PreparedFlow {
  readonly id: string;
  readonly source: string;
  readonly status: string;
  readonly durationMs: number;
  readonly startedAt: number;
  readonly search: string;
  readonly row: string;
  readonly packed: PackedFlow;
}

/** Prepares a finished flow; throws where it is not finished, which is a bug. */
export function prepareFlow(flow: Flow, row: FlowRow, pack: FlowPacker): PreparedFlow {
  if (flow.outcome === null || row.verdict === null) throw new Error(`flow ${flow.id} still runs`);
  return {
    id: flow.id,
    source: flow.source,
    status: row.verdict.status ?? 'not-asked',
    durationMs: row.verdict.durationMs,
    startedAt: flow.startedAt,
    search: searchTextOf(row),
    row: encodeJson(row),
    packed: pack(flow),
  };
}

/** The tables of the flows. Its functions throw `SqlError`; hidden flows are in no answer but a purge's. */
export interface FlowTable {
  /** Within the caller's transaction. A flow of the same id is replaced; returns how many were. */
  insert(flow: PreparedFlow): number;
  get(flowId: string): Flow | null;
  /** `found` counts the rows that cannot be read as well. */
  page(
    filter: FlowFilter,
    offset: number,
    limit: number,
  ): { readonly rows: readonly FlowRow[]; readonly found: number };
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
  /** Removes what is too much, and what began too early. */
  retain(limits: FlowLimits): void;
}

const isVisible = 'seq not in (select seq from hidden_flows)';

export function createFlowTable(connection: Connection, guard: Guard): FlowTable {
  const kept = createOctetTable(connection);
  const report = (id: string, { detail }: { readonly detail: string }) =>
    guard.report({ code: 'row-undecodable', table: 'flows', id, detail });
  const decodeRow = (row: Row): readonly FlowRow[] => {
    const format = numberIn(row, 'format');
    const decoded = decodeColumn(row, 'row', upgrading(flowRowShape, format));
    if (decoded.ok) return [decoded.value];
    report(textIn(row, 'id') ?? `number ${numberIn(row, 'seq')}`, decoded.error);
    return [];
  };
  /** False where the id is there already. */
  const insertRow = (flow: PreparedFlow) => {
    const { id, source, status, durationMs, startedAt, search, row, packed } = flow;
    const inserted = connection.run(
      'insert into flows (id, source, status, duration_ms, started_at, search, row, format) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing',
      ...[id, source, status, durationMs, startedAt, search, row, rowFormat],
    );
    if (inserted === 0) return false;
    const seq = numberIn(connection.query('select last_insert_rowid() as seq')[0], 'seq');
    connection.run(
      'insert into packed_flows (seq, dictionary, body) values (?, ?, ?)',
      ...[seq, packed.dictionary, packed.body],
    );
    kept.keep(packed.octets, seq);
    return true;
  };
  const readBody = (seq: number): Result<Flow, { readonly detail: string }> | null => {
    const [packed] = connection.query(
      `select body, ${octets('dictionary')} from packed_flows where seq = ?`,
      seq,
    );
    if (packed !== undefined) {
      const { body } = packed;
      if (!(body instanceof ArrayBuffer)) return err({ detail: 'its body is no octets' });
      const json = unpackFlow(new Uint8Array(body), textIn(packed, 'dictionary') ?? '', kept.find);
      return json.ok ? checkShape(json.value, flowShape) : json;
    }
    // Format 1: one text for each flow.
    const [row] = connection.query(`select ${octets('body')} from flow_bodies where seq = ?`, seq);
    return row === undefined ? null : decodeColumn(row, 'body', flowShape);
  };
  const removeWhere = (condition: string, value: number): number => {
    const which = `select seq from flows where ${condition}`;
    for (const table of ['hidden_flows', 'flow_bodies', 'packed_flows']) {
      connection.run(`delete from ${table} where seq in (${which})`, value);
    }
    const removed = connection.run(`delete from flows where ${condition}`, value);
    if (removed > 0) kept.removeUnused();
    return removed;
  };

  const countStored = () =>
    numberIn(connection.query('select count(*) as count from flows')[0], 'count');
  const removeOldest = (count: number) => {
    const [last] = connection.query(
      'select seq from flows order by seq limit 1 offset ?',
      count - 1,
    );
    removeWhere('seq <= ?', numberIn(last, 'seq'));
  };

  return {
    insert: (flow) => {
      if (insertRow(flow)) return 0;
      const [old] = connection.query('select seq from flows where id = ?', flow.id);
      const replaced = removeWhere('seq = ?', numberIn(old, 'seq'));
      insertRow(flow);
      return replaced;
    },
    get: (flowId) => {
      const [row] = connection.query(`select seq from flows where id = ? and ${isVisible}`, flowId);
      const decoded = row === undefined ? null : readBody(numberIn(row, 'seq'));
      if (decoded === null || decoded.ok) return decoded === null ? null : decoded.value;
      report(flowId, decoded.error);
      return null;
    },
    page: (filter, offset, limit) => {
      const { sql, values } = conditionOf(filter);
      // The numbers first: they are in an index, the lines are not.
      const chosen = `select seq from flows where ${sql} order by seq desc limit ? offset ?`;
      const columns = `seq, format, ${octets('id')}, ${octets('row')}`;
      const found = connection.query(
        `select ${columns} from flows where seq in (${chosen}) order by seq desc`,
        ...[...values, limit, offset],
      );
      return { rows: found.flatMap(decodeRow), found: found.length };
    },
    count: (filter) => {
      const { sql, values } = conditionOf(filter);
      return numberIn(
        connection.query(`select count(*) as count from flows where ${sql}`, ...values)[0],
        'count',
      );
    },
    countStored,
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
    removeOldest,
    retain: ({ maxFlows, startedSince }) =>
      connection.transaction(() => {
        if (startedSince !== null) removeWhere('started_at < ?', startedSince);
        const excess = countStored() - maxFlows;
        if (excess > 0) removeOldest(excess);
      }),
  };
}

function purgeHidden(connection: Connection): void {
  if (connection.query('select seq from hidden_flows limit 1').length === 0) return;
  const isAll = connection.query(`select seq from flows where ${isVisible} limit 1`).length === 0;
  connection.transaction(() => {
    // Without a condition SQLite drops whole pages instead of row after row.
    const which = isAll ? '' : ' where seq in (select seq from hidden_flows)';
    for (const table of ['flow_bodies', 'packed_flows', 'flows']) {
      connection.execute(`delete from ${table}${which}`);
    }
    connection.execute('delete from hidden_flows');
    createOctetTable(connection).removeUnused();
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

/** The shape of a line that may have been written in an older format. */
function upgrading<T>(shape: Shape<T>, from: number): Shape<T> {
  return { safeParse: (value) => shape.safeParse(upgradeRow(value, from)) };
}
