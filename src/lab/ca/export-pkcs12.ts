import { encodePkcs12 } from '#pki/pkcs12/encode-pkcs12.ts';
import { decodePem } from '#pki/x509/pem.ts';
import type { LabError, Pkcs12Encryption } from '#shared/model/lab.ts';
import type { RandomBytes } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { LabCa } from './lab-ca.ts';
import { privateKeyToDer } from './lab-key.ts';

/** Which certificate is exported, and under which password. */
export interface Pkcs12Order {
  readonly id: string;
  readonly password: string;
  readonly encryption: Pkcs12Encryption;
}

/** A PKCS#12 file with a certificate of the lab, its key, and its issuers below the root. */
export function exportPkcs12(
  ca: LabCa,
  order: Pkcs12Order,
  random: RandomBytes,
): Result<Uint8Array, LabError> {
  const credentials = ca.credentials(order.id);
  if (!credentials.ok) return credentials;
  const key = ca.keyOf(order.id);
  if (key === null) return err({ code: 'key-missing', id: order.id });
  const { certificate, intermediates } = credentials.value;
  return ok(
    encodePkcs12(
      {
        friendlyName: ca.nameOf(order.id) ?? order.id,
        privateKey: privateKeyToDer(key),
        certificates: decodePem(certificate + intermediates).blocks.map(({ der }) => der),
        password: order.password,
        encryption: order.encryption,
      },
      random,
    ),
  );
}
