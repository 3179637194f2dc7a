import { DerivationWork } from '#pki/keys/derivation-work.ts';
import { decodeEncryptedPrivateKey } from '#pki/keys/encrypted-private-key.ts';
import { decodeOpensshKey, type OpensshKey } from '#pki/keys/openssh.ts';
import { openOpensshKey } from '#pki/keys/openssh-private-key.ts';
import { decryptWithPassword } from '#pki/keys/password-decryption.ts';
import { decryptPem, pemEncryptionOf } from '#pki/keys/pem-encryption.ts';
import { decodePrivateKey, type PrivateKey } from '#pki/keys/private-key.ts';
import { decodeKeyStore } from '#pki/keystore/decode-keystore.ts';
import { decryptKeyStoreKey } from '#pki/keystore/decrypt-entry.ts';
import { decodePkcs12 } from '#pki/pkcs12/decode-pkcs12.ts';
import { certificatesInside } from './open-container.ts';
import { recognise } from './recognise.ts';
import { unwrapInput, type WrappedObject } from './unwrap-input.ts';

/** What can be made of an input to be written in another form, or presented: DER, and keys that are secret. */
export interface Material {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  /** Keys that are open, or that a password opened. Secret: they go where the person sends them and nowhere else. */
  readonly keys: readonly PrivateKey[];
  /** Keys and stores that stayed closed. */
  readonly closed: number;
}

/** Takes the certificates, CRLs and private keys out of an input. */
export function openMaterial(bytes: Uint8Array, passwords: readonly string[]): Material {
  return materialOf(unwrapInput(bytes).objects, passwords);
}

/** The same of objects that were taken out of their text form already. */
export function materialOf(
  objects: readonly WrappedObject[],
  passwords: readonly string[],
): Material {
  const certificates: Uint8Array[] = [];
  const crls: Uint8Array[] = [];
  const keys: PrivateKey[] = [];
  const attempts = { passwords, work: new DerivationWork() };
  let closed = 0;
  for (const object of objects) {
    const isKey = object.label?.endsWith('PRIVATE KEY') === true;
    const shape = isKey ? 'private-key' : recognise(object.der);
    const inside = certificatesInside(shape, object.der, passwords, attempts.work);
    if (shape === 'certificate') certificates.push(object.der);
    if (shape === 'crl') crls.push(object.der);
    for (const der of inside?.ok === true ? inside.value : []) certificates.push(der);
    if (inside?.ok === false) closed += 1;
    const opened =
      shape === 'private-key' || shape === 'openssh-key'
        ? openKey(object, attempts)
        : keysInside(shape, object.der, attempts);
    for (const key of opened.keys) keys.push(key);
    closed += opened.closed;
  }
  return { certificates, crls, keys, closed };
}

/** Passwords to try, and the work that may still be done for the input. */
interface Attempts {
  readonly passwords: readonly string[];
  readonly work: DerivationWork;
}

interface Keys {
  readonly keys: readonly PrivateKey[];
  readonly closed: number;
}

function openKey({ der, headers }: WrappedObject, { passwords, work }: Attempts): Keys {
  const openssh = decodeOpensshKey(der);
  if (openssh.ok) return openOpenssh(openssh.value, { passwords, work });
  const dekInfo = pemEncryptionOf(headers);
  const sealed = dekInfo === null ? decodeEncryptedPrivateKey(der) : null;
  const candidates = passwords.flatMap((password) => {
    if (dekInfo !== null) return [decryptPem(dekInfo, der, password)];
    if (sealed?.ok !== true) return [];
    return [decryptWithPassword(sealed.value.algorithm, sealed.value.octets, { password, work })];
  });
  const plain = dekInfo === null && sealed?.ok !== true ? [der] : [];
  const octets = [...plain, ...candidates.flatMap((opened) => (opened.ok ? [opened.value] : []))];
  for (const one of octets) {
    const key = decodePrivateKey(one);
    if (key.ok) return { keys: [key.value], closed: 0 };
  }
  return { keys: [], closed: 1 };
}

function openOpenssh(key: OpensshKey, { passwords, work }: Attempts): Keys {
  for (const password of key.cipher === 'none' ? [''] : passwords) {
    const opened = openOpensshKey(key, { password, work });
    if (opened.ok && opened.value !== null) return { keys: [opened.value], closed: 0 };
  }
  return { keys: [], closed: 1 };
}

function keysInside(shape: string, der: Uint8Array, { passwords, work }: Attempts): Keys {
  if (shape === 'pkcs12') {
    const store = decodePkcs12(der, passwords, work);
    const bags = store.ok ? store.value.bags.filter(({ kind }) => kind === 'key') : [];
    const keys = bags.flatMap((bag) => {
      const key = decodePrivateKey(bag.der);
      return key.ok ? [key.value] : [];
    });
    return { keys, closed: 0 };
  }
  const store = shape === 'java-key-store' ? decodeKeyStore(der) : null;
  if (store?.ok !== true) return { keys: [], closed: 0 };
  const entries = store.value.entries.flatMap((entry) => (entry.kind === 'key' ? [entry.key] : []));
  const keys = entries.flatMap((entry) => {
    for (const password of passwords) {
      const plain = decryptKeyStoreKey(entry, { password, work });
      const key = plain.ok ? decodePrivateKey(plain.value) : null;
      if (key?.ok === true) return [key.value];
    }
    return [];
  });
  return { keys, closed: entries.length - keys.length };
}
