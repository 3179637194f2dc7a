import type { EpochMs } from '#shared/model/time.ts';
import { type Connection, octets, textIn } from './connection.ts';
import { decodeColumn, type Shape } from './decode-row.ts';
import { encodeJson } from './encode-json.ts';
import type { Guard } from './guard.ts';

/** A certificate that a person brought, as it is kept between two runs. */
export interface StoredCertificate {
  readonly fingerprint: string;
  readonly der: Uint8Array;
  readonly origin: string;
  readonly loadedAt: EpochMs;
}

export function saveCertificate(connection: Connection, certificate: StoredCertificate): void {
  const { fingerprint, der, origin, loadedAt } = certificate;
  connection.run(
    'insert or replace into certificates (fingerprint, loaded_at, certificate) values (?, ?, ?)',
    ...[fingerprint, loadedAt, encodeJson({ fingerprint, der, origin, loadedAt })],
  );
}

export function removeCertificate(connection: Connection, fingerprint: string): void {
  connection.run('delete from certificates where fingerprint = ?', fingerprint);
}

/** All certificates in the order in which they were loaded; those that cannot be read are reported and left out. */
export function loadCertificates(
  connection: Connection,
  guard: Guard,
): readonly StoredCertificate[] {
  const rows = connection.query(
    `select ${octets('fingerprint')}, ${octets('certificate')} from certificates order by loaded_at, rowid`,
  );
  return rows.flatMap((row) => {
    const decoded = decodeColumn(row, 'certificate', certificateShape);
    if (decoded.ok) return [decoded.value];
    const id = textIn(row, 'fingerprint') ?? 'unreadable fingerprint';
    const { detail } = decoded.error;
    guard.report({ code: 'row-undecodable', table: 'certificates', id, detail });
    return [];
  });
}

const certificateShape: Shape<StoredCertificate> = {
  safeParse: (value) =>
    isStoredCertificate(value)
      ? { success: true, data: value }
      : { success: false, error: { issues: [{ path: [], message: 'not a certificate' }] } },
};

function isStoredCertificate(value: unknown): value is StoredCertificate {
  return (
    typeof value === 'object' &&
    value !== null &&
    'fingerprint' in value &&
    typeof value.fingerprint === 'string' &&
    'der' in value &&
    value.der instanceof Uint8Array &&
    'origin' in value &&
    typeof value.origin === 'string' &&
    'loadedAt' in value &&
    typeof value.loadedAt === 'number'
  );
}
