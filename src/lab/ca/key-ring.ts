import type { KeyObject } from 'node:crypto';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import type { LabError } from '#shared/model/lab.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { KeyFiles } from './key-files.ts';
import { derOf } from './lab-certificate.ts';
import { privateKeyFromPem, publicKeyInfoOf } from './lab-key.ts';
import type { LabRecord } from './lab-state.ts';

/** Reads the key of each record and checks that it belongs to the record's certificate. */
export function loadKeys(
  records: readonly LabRecord[],
  files: KeyFiles,
): Result<Map<string, KeyObject>, LabError> {
  const keys = new Map<string, KeyObject>();
  for (const record of records) {
    const pem = files.read(record.id);
    if (pem === null) return err({ code: 'key-missing', id: record.id });
    const key = privateKeyFromPem(pem);
    if (key === null || !isKeyOf(key, record)) {
      return err({ code: 'key-does-not-match', id: record.id });
    }
    keys.set(record.id, key);
  }
  return ok(keys);
}

function isKeyOf(key: KeyObject, record: LabRecord): boolean {
  const certificate = decodeCertificate(derOf(record));
  if (!certificate.ok) return false;
  return Buffer.from(certificate.value.subjectPublicKeyInfo).equals(publicKeyInfoOf(key));
}
