import { type Connection, numberIn } from './connection.ts';

/** `RVOS`: tells our files from those of other programs (SQLite's `application_id`). */
export const applicationId = 0x52_56_4f_53;

/**
 * Each step takes the file from the version that is its index to the next. A step that was released is never
 * changed; what is stored as JSON may need one as well, when its model changes.
 */
const steps: readonly string[] = [
  `
  create table flows (
    seq integer primary key autoincrement,
    id text not null unique,
    source text not null,
    status text not null,
    duration_ms real not null,
    search text not null,
    row text not null
  ) strict;
  create index flows_by_status on flows (status);
  create index flows_by_source on flows (source);

  create table flow_bodies (
    seq integer primary key,
    body text not null
  ) strict;

  create table hidden_flows (
    seq integer primary key,
    token text not null
  ) strict;
  create index hidden_flows_by_token on hidden_flows (token);

  create table cache_entries (
    key text primary key,
    last_used_at real not null,
    entry text not null
  ) strict, without rowid;

  create table certificates (
    fingerprint text primary key,
    loaded_at real not null,
    certificate text not null
  ) strict;

  create table named_values (
    name text primary key,
    value text not null
  ) strict, without rowid;
  `,
  // Flows packed, with what they share kept once; each line has the version of its format, and its time.
  `
  alter table flows add column format integer not null default 1;
  alter table flows add column started_at real not null default 0;
  update flows set started_at = coalesce(json_extract(row, '$.startedAt'), 0) where json_valid(row);
  create index flows_by_start on flows (started_at);
  create index flows_by_search on flows (search);

  create table packed_flows (
    seq integer primary key,
    dictionary text not null,
    body blob not null
  ) strict;

  create table octets (
    id integer primary key,
    name text not null unique,
    last_seq integer not null,
    octets blob not null
  ) strict;
  create index octets_by_last_seq on octets (last_seq);

  update or ignore named_values set name = 'mtls-settings' where name = 'gate-settings';
  update or ignore named_values set name = 'mtls-trust' where name = 'gate-trust';
  `,
];

/** The version of a file that this program writes, and the newest that it reads. */
export const currentVersion = steps.length;

/** The version of an open file; 0 if nothing was ever written to it. */
export function versionOf(connection: Connection): number {
  return numberIn(connection.query('pragma user_version')[0], 'user_version');
}

/** Brings a file to the current version, in one transaction. */
export function migrate(connection: Connection): void {
  connection.transaction(() => {
    // Asked again within the transaction: another program may have come first.
    const from = versionOf(connection);
    for (const step of steps.slice(from)) connection.execute(step);
    if (from >= currentVersion) return;
    connection.execute(
      `pragma application_id = ${applicationId}; pragma user_version = ${currentVersion}`,
    );
  });
}
