import { hash } from 'node:crypto';
import type { Result } from '#shared/model/result.ts';
import type { CertificateFields } from './certificate.ts';
import { CertificateExtensions } from './certificate-extensions.ts';
import { comparableName, nameToText } from './name.ts';
import {
  type KeySize,
  keySizeOf,
  type PublicKey,
  type PublicKeyError,
  readPublicKey,
} from './public-key.ts';

/** What follows from the octets of one certificate: each worked out when it is first asked for, and once. */
export class CertificateFacts {
  readonly extensions: CertificateExtensions;
  readonly #fields: CertificateFields;
  #subjectText: string | undefined;
  #issuerText: string | undefined;
  #comparableSubject: string | null | undefined;
  #comparableIssuer: string | null | undefined;
  #fingerprint: string | undefined;
  #keyHash: Uint8Array | undefined;
  #keySize: KeySize | undefined;
  #publicKey: Result<PublicKey, PublicKeyError> | undefined;

  constructor(fields: CertificateFields) {
    this.#fields = fields;
    this.extensions = new CertificateExtensions(fields.extensions);
  }

  /** The subject as RFC 4514 writes it. */
  get subjectText(): string {
    this.#subjectText ??= nameToText(this.#fields.subject);
    return this.#subjectText;
  }

  /** The issuer as RFC 4514 writes it. */
  get issuerText(): string {
    this.#issuerText ??= nameToText(this.#fields.issuer);
    return this.#issuerText;
  }

  /** The subject as names are compared (RFC 5280 §7.1); null where it is no Name. */
  get comparableSubject(): string | null {
    if (this.#comparableSubject === undefined) {
      this.#comparableSubject = comparableName(this.#fields.subject);
    }
    return this.#comparableSubject;
  }

  /** The issuer as names are compared (RFC 5280 §7.1); null where it is no Name. */
  get comparableIssuer(): string | null {
    if (this.#comparableIssuer === undefined) {
      this.#comparableIssuer = comparableName(this.#fields.issuer);
    }
    return this.#comparableIssuer;
  }

  /** Lower-case hex SHA-256 of the DER. */
  get fingerprint(): string {
    this.#fingerprint ??= hash('sha256', this.#fields.der, 'hex');
    return this.#fingerprint;
  }

  /** SHA-1 of the key without tag and length: how an OCSP responder names it (RFC 6960 §4.2.1). */
  get keyHash(): Uint8Array {
    this.#keyHash ??= hash('sha1', this.#fields.subjectPublicKey, 'buffer');
    return this.#keyHash;
  }

  /** How large the key is. */
  get keySize(): KeySize {
    this.#keySize ??= keySizeOf(this.#fields);
    return this.#keySize;
  }

  /** The key to verify with, or why there is none. */
  get publicKey(): Result<PublicKey, PublicKeyError> {
    this.#publicKey ??= readPublicKey(this.#fields);
    return this.#publicKey;
  }
}
