import { createHash } from 'node:crypto';
import { decodePem } from '#pki/x509/pem.ts';
import type { LabCertificate, LabPorts } from '#shared/model/lab.ts';
import { resolveOcspUris } from './lab-address.ts';
import type { LabRecord } from './lab-state.ts';

interface Encoding {
  readonly der: Uint8Array;
  readonly fingerprint: string;
}

const encodings = new WeakMap<LabRecord, Encoding>();

/** A record as the window shows it; `ports` are those in its AIA. */
export function toLabCertificate(record: LabRecord, ports: LabPorts): LabCertificate {
  return {
    id: record.id,
    name: record.name,
    role: record.role,
    purpose: record.purpose,
    issuerId: record.issuerId,
    keyType: record.keyType,
    use: record.keyType === 'ed25519' ? 'ocsp-only' : 'tls',
    serialNumber: record.serialNumber,
    notBefore: record.notBefore,
    notAfter: record.notAfter,
    ocspUris: resolveOcspUris(record.ocspUris, ports),
    status: record.status,
    backupStatus: record.backupStatus,
    behaviour: record.behaviour,
    ...encodingOf(record),
  };
}

/** The DER of a record's certificate, decoded once. */
export function derOf(record: LabRecord): Uint8Array {
  return encodingOf(record).der;
}

function encodingOf(record: LabRecord): Encoding {
  const known = encodings.get(record);
  if (known !== undefined) return known;
  const der = decodePem(record.pem).blocks[0]?.der ?? new Uint8Array(0);
  const encoding = { der, fingerprint: createHash('sha256').update(der).digest('hex') };
  encodings.set(record, encoding);
  return encoding;
}
