import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { LabKeyType } from '#shared/model/lab.ts';
import { assertNever } from '#shared/model/result.ts';

const generate = promisify(generateKeyPair);

/** Makes a private key; about 0.2 ms for the curves, 50 to 500 ms for RSA. */
export async function generateLabKey(type: LabKeyType): Promise<KeyObject> {
  switch (type) {
    case 'p256':
      return (await generate('ec', { namedCurve: 'P-256' })).privateKey;
    case 'p384':
      return (await generate('ec', { namedCurve: 'P-384' })).privateKey;
    case 'rsa2048':
      return (await generate('rsa', { modulusLength: 2048 })).privateKey;
    case 'ed25519':
      return (await generate('ed25519')).privateKey;
    default:
      return assertNever(type);
  }
}

/** PKCS#8 PEM, unencrypted. */
export function privateKeyToPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** DER of the PKCS#8 PrivateKeyInfo. */
export function privateKeyToDer(key: KeyObject): Uint8Array {
  return Uint8Array.from(key.export({ type: 'pkcs8', format: 'der' }));
}

/** Reads a PKCS#8 PEM; null where it holds no usable private key. */
export function privateKeyFromPem(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    // Whatever is wrong with it, it is not a key: the caller names the file.
    return null;
  }
}

/** DER of the SubjectPublicKeyInfo of a private key. */
export function publicKeyInfoOf(key: KeyObject): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createPublicKey(key).export({ type: 'spki', format: 'der' }));
}
