import { createPrivateKey, type KeyObject } from 'node:crypto';
import { assertNever, err, ok, type Result } from '#shared/model/result.ts';
import { type CliError, unreadable } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';
import { nameOf, readOctets } from '../inputs/input-files.ts';

/** Why a file gives no private key. */
type KeyFlaw = 'no-key' | 'password-missing' | 'password-wrong';

/** Reads a private key in PEM or DER; one that is encrypted is opened by the first line of `passwordFile`. */
export async function readPrivateKey(
  file: string,
  passwordFile: string | null,
  environment: Pick<CliEnvironment, 'readInput'>,
): Promise<Result<KeyObject, CliError>> {
  const octets = await readOctets(file, environment);
  if (!octets.ok) return octets;
  let password: string | null = null;
  if (passwordFile !== null) {
    const read = await readOctets(passwordFile, environment);
    if (!read.ok) return read;
    password = Buffer.from(read.value).toString('utf8').split(/\r?\n/, 1)[0] ?? '';
  }
  const key = decodeKey(Buffer.from(octets.value), password);
  if (key.ok) return key;
  const message = describeFlaw(key.error, passwordFile);
  return err(unreadable(nameOf(file), { message, offset: null, path: null }));
}

function decodeKey(bytes: Buffer, password: string | null): Result<KeyObject, KeyFlaw> {
  const passphrase = password === null ? {} : { passphrase: password };
  const attempts = [
    () => createPrivateKey({ key: bytes, format: 'pem', ...passphrase }),
    ...(['pkcs8', 'pkcs1', 'sec1'] as const).map(
      (type) => () => createPrivateKey({ key: bytes, format: 'der', type, ...passphrase }),
    ),
  ];
  for (const attempt of attempts) {
    try {
      return ok(attempt());
    } catch {
      // Not a key of this form, or locked: the next form is tried.
    }
  }
  if (!isEncrypted(bytes)) return err('no-key');
  return err(password === null ? 'password-missing' : 'password-wrong');
}

/** PEM says so in words; an encrypted PKCS#8 in DER begins with an algorithm of PKCS#5 or PKCS#12. */
function isEncrypted(bytes: Buffer): boolean {
  const text = bytes.toString('latin1');
  const head = bytes.subarray(0, 24).toString('hex');
  return (
    /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(text) ||
    /^30.*2a864886f70d01(?:05|0c)/.test(head)
  );
}

function describeFlaw(flaw: KeyFlaw, passwordFile: string | null): string {
  switch (flaw) {
    case 'no-key':
      return 'There is no private key here that can be read: it is one in PEM or DER (PKCS#8, PKCS#1 or SEC 1).';
    case 'password-missing':
      return 'This private key is encrypted: give a file with its password with --server-key-password-file.';
    case 'password-wrong':
      return `The first line of ${nameOf(passwordFile ?? '')} is not the password of this private key.`;
    default:
      return assertNever(flaw);
  }
}
