import type { PasswordEncryption } from '#pki/keys/password-schemes.ts';
import type { PublicKeyInfo } from '#pki/x509/public-key.ts';

/** What the rules of private keys may know of one. */
export interface PrivateKeySubject {
  readonly encryption: PasswordEncryption | null;
  readonly publicKey: PublicKeyInfo | null;
  /** Whether the file names another public key than the one that goes with the private one. */
  readonly namesOtherKey: boolean;
  /** Whether a certificate of the key stands in the same file. */
  readonly isBesideCertificate: boolean;
}
