import { createHash } from 'node:crypto';
import type { Connection } from './connection.ts';

/**
 * Octets that several flows share (certificates, responses), each kept once under a name made from its content.
 * They are left when the last flow that used them is: `last_seq` is that flow's number, which only grows.
 */
export interface OctetTable {
  /** Within the caller's transaction. */
  keep(octets: ReadonlyMap<string, Uint8Array>, seq: number): void;
  find(name: string): Uint8Array | null;
  /** Within the caller's transaction: forgets what no flow that is left can use. */
  removeUnused(): void;
}

/** The name under which octets are kept. */
export function nameOfOctets(octets: Uint8Array): string {
  return createHash('sha256').update(octets).digest('base64url').slice(0, 27);
}

export function createOctetTable(connection: Connection): OctetTable {
  return {
    keep: (all, seq) => {
      for (const [name, octets] of all) {
        connection.run(
          'insert into octets (name, last_seq, octets) values (?, ?, ?) on conflict (name) do update set last_seq = excluded.last_seq',
          ...[name, seq, octets],
        );
      }
    },
    find: (name) => {
      const [row] = connection.query('select octets from octets where name = ?', name);
      const octets = row?.octets;
      return octets instanceof ArrayBuffer ? new Uint8Array(octets) : null;
    },
    removeUnused: () => {
      connection.run(
        'delete from octets where last_seq < (select coalesce(min(seq), 9007199254740991) from flows)',
      );
    },
  };
}
