import { decodeEncryptedPrivateKey } from '#pki/keys/encrypted-private-key.ts';
import { keyFactsOf, keyFactsToText } from '#pki/keys/key-facts.ts';
import { decodeOpensshKey, type OpensshKey } from '#pki/keys/openssh.ts';
import { openOpensshKey } from '#pki/keys/openssh-private-key.ts';
import { type DecryptionError, decryptWithPassword } from '#pki/keys/password-decryption.ts';
import { describeEncryption, type PasswordEncryption } from '#pki/keys/password-schemes.ts';
import { decryptPem, pemEncryptionOf } from '#pki/keys/pem-encryption.ts';
import { decodePrivateKey, type PrivateKey } from '#pki/keys/private-key.ts';
import { decodePublicKeyInfo } from '#pki/keys/public-key-info.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import type { PemHeader } from '#pki/x509/pem.ts';
import type { InspectedObject } from '#shared/model/inspection.ts';
import type { Result } from '#shared/model/result.ts';
import { privateKeyFindings } from '../findings/object-findings.ts';
import {
  closedProblem,
  type InspectContext,
  inspected,
  keyFields,
  keyPinOf,
  malformed,
  pinField,
  textField,
  workOf,
} from './inspected.ts';

/** What is told of a private key; nothing else of it leaves this file. */
interface KeyOutline {
  readonly form: string;
  readonly encryption: PasswordEncryption | null;
  /** DER of the public key; null where it is not known. */
  readonly publicKey: Uint8Array | null;
}

/** A private key, PKCS#8 (encrypted too), PKCS#1, SEC 1 or OpenSSH: shown as present, never as octets. */
export function inspectPrivateKey(
  bytes: Uint8Array,
  context: InspectContext,
  headers: readonly PemHeader[] = [],
): InspectedObject {
  const dekInfo = pemEncryptionOf(headers);
  if (dekInfo !== null) {
    const encryption: PasswordEncryption = {
      name: `PEM, ${dekInfo.split(',')[0]}`,
      strength: 'weak',
    };
    const open = (password: string) => decryptPem(dekInfo, bytes, password);
    return encrypted({ encryption, form: 'PEM', open }, context);
  }
  const sealed = decodeEncryptedPrivateKey(bytes);
  if (sealed.ok) {
    const { algorithm, octets } = sealed.value;
    const work = workOf(context);
    const open = (password: string) => decryptWithPassword(algorithm, octets, { password, work });
    return encrypted({ encryption: describeEncryption(algorithm), form: 'PKCS#8', open }, context);
  }
  const key = decodePrivateKey(bytes);
  if (!key.ok) {
    return inspected({
      kind: 'private-key',
      title: 'A private key, not well-formed',
      problem: malformed(key.error),
    });
  }
  return openKey({ ...key.value, encryption: null }, context);
}

/** A key that the file around it keeps encrypted, so that it is none that lies open. */
export function inspectKeptKey(
  bytes: Uint8Array,
  context: InspectContext,
  encryption: string,
): InspectedObject {
  const { fields, findings, ...key } = inspectPrivateKey(bytes, context);
  return {
    ...key,
    fields: fields.map((field) =>
      field.label === 'Encryption' ? { ...field, value: encryption } : field,
    ),
    findings: findings.filter(({ id }) => id !== 'key-not-encrypted'),
  };
}

interface Sealed {
  readonly form: string;
  readonly encryption: PasswordEncryption;
  readonly open: (password: string) => Result<Uint8Array, DecryptionError>;
}

function encrypted({ form, encryption, open }: Sealed, context: InspectContext): InspectedObject {
  let last: DecryptionError | { readonly code: 'password-needed' } = { code: 'password-needed' };
  for (const password of context.passwords) {
    const plain = open(password);
    // A wrong password now and then leaves padding that looks right: then what is inside is no key.
    const key = plain.ok ? decodePrivateKey(plain.value) : null;
    if (key?.ok === true) return openKey({ ...key.value, encryption }, context);
    last = plain.ok ? { code: 'wrong-password' } : plain.error;
  }
  return inspected({
    kind: 'private-key',
    title: 'A private key, encrypted',
    fields: [textField('Form', form), textField('Encryption', encryption.name)],
    findings: privateKeyFindings(
      { encryption, publicKey: null, namesOtherKey: false, isBesideCertificate: false },
      context.now,
    ),
    problem: closedProblem('The private key', last),
    isLocked: last.code === 'password-needed' || last.code === 'wrong-password',
  });
}

function openKey(
  key: Pick<PrivateKey, 'publicKey' | 'namesOtherKey'> & KeyOutline,
  context: InspectContext,
): InspectedObject {
  const info = key.publicKey === null ? null : decodePublicKeyInfo(key.publicKey);
  const facts = info?.ok === true ? keyFactsOf(info.value) : null;
  const pin = key.publicKey === null ? null : keyPinOf(key.publicKey);
  return inspected({
    kind: 'private-key',
    title: facts === null ? 'A private key' : `A private key, ${keyFactsToText(facts)}`,
    fields: [
      ...(facts === null ? [] : keyFields(facts)),
      textField('Form', key.form),
      textField('Encryption', key.encryption?.name ?? 'none'),
      ...(pin === null ? [] : [pinField(pin)]),
    ],
    findings: privateKeyFindings(
      {
        encryption: key.encryption,
        publicKey: info?.ok === true ? info.value : null,
        namesOtherKey: key.namesOtherKey,
        isBesideCertificate: pin !== null && isBeside(pin, context),
      },
      context.now,
    ),
    keyPin: pin,
  });
}

const pinsBeside = new WeakMap<readonly Uint8Array[], ReadonlySet<string>>();

/** Whether one of the certificates in the same file is of this key. */
function isBeside(pin: string, { certificatesBeside = [] }: InspectContext): boolean {
  let pins = pinsBeside.get(certificatesBeside);
  if (pins === undefined) {
    const decoded = certificatesBeside.map(decodeCertificate);
    pins = new Set(
      decoded.flatMap((one) => (one.ok ? [keyPinOf(one.value.subjectPublicKeyInfo)] : [])),
    );
    pinsBeside.set(certificatesBeside, pins);
  }
  return pins.has(pin);
}

/** A private key file of OpenSSH; its public key is there without the password. */
export function inspectOpensshKey(bytes: Uint8Array, context: InspectContext): InspectedObject {
  const key = decodeOpensshKey(bytes);
  if (!key.ok) {
    return inspected({
      kind: 'private-key',
      title: 'An OpenSSH key, not well-formed',
      problem: malformed(key.error),
    });
  }
  const { cipher, derivation, publicKey, type } = key.value;
  const isSealed = cipher !== 'none';
  const encryption: PasswordEncryption | null = isSealed
    ? { name: `${cipher}, ${derivation}`, strength: 'sound' }
    : null;
  const { opened, problem } = tryOpenssh(key.value, context);
  const form = `OpenSSH, ${type}`;
  const half = opened ?? { publicKey, namesOtherKey: false };
  const shown = openKey({ ...half, form, encryption }, context);
  const isUntried = isSealed && context.passwords.length === 0;
  return { ...shown, problem, isLocked: isUntried || problem?.code === 'wrong-password' };
}

interface OpensshTrial {
  /** null where it stays closed, or has no form that is known here. */
  readonly opened: PrivateKey | null;
  readonly problem: InspectedObject['problem'];
}

function tryOpenssh(key: OpensshKey, context: InspectContext): OpensshTrial {
  const work = workOf(context);
  const passwords = key.cipher === 'none' ? [''] : context.passwords;
  // Its public half is readable all the same, so that a missing password is no problem of reading.
  let problem: InspectedObject['problem'] = null;
  for (const password of passwords) {
    const tried = openOpensshKey(key, { password, work });
    if (tried.ok) return { opened: tried.value, problem: null };
    if (key.cipher !== 'none') problem = closedProblem('The private key', tried.error);
  }
  return { opened: null, problem };
}
