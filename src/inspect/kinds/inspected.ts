import { hash } from 'node:crypto';
import type { DerError } from '#pki/der/error.ts';
import { DerivationWork } from '#pki/keys/derivation-work.ts';
import { type KeyFacts, keyFactsToText } from '#pki/keys/key-facts.ts';
import type { DecryptionError } from '#pki/keys/password-decryption.ts';
import { hexOf } from '#pki/octets.ts';
import type { FieldNode, InspectedObject } from '#shared/model/inspection.ts';
import { assertNever } from '#shared/model/result.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { FindIssuers } from '../issuer-index.ts';

/** What inspecting is given besides the octets. */
export interface InspectContext {
  /** The time that findings are judged at. */
  readonly now: EpochMs;
  /** Passwords to try on what is encrypted. */
  readonly passwords: readonly string[];
  /** The work that trying them may still cost; what begins to inspect an input makes it. */
  readonly work?: DerivationWork;
  /** Finds issuers among what is at hand, for the signatures to be verified with; without it none is. */
  readonly findIssuers?: FindIssuers;
  /** DER of the certificates that stand in the same file as a private key. */
  readonly certificatesBeside?: readonly Uint8Array[];
}

/** The work that is left for an input; that of a new one where nothing was spent yet. */
export function workOf({ work }: InspectContext): DerivationWork {
  return work ?? new DerivationWork();
}

/** Why an object is not, or not wholly, what it should be. */
export type InspectProblem = NonNullable<InspectedObject['problem']>;

/** An object with nothing in it but what is given. */
export function inspected(
  given: Pick<InspectedObject, 'kind' | 'title'> & Partial<InspectedObject>,
): InspectedObject {
  return {
    fields: [],
    asn1: null,
    bytes: new Uint8Array(0),
    findings: [],
    problem: null,
    isLocked: false,
    keyPin: null,
    pemLabel: null,
    contains: [],
    ...given,
  };
}

/** What strict decoding says. */
export function malformed({ message, offset, path }: DerError): InspectProblem {
  return { code: 'malformed', message: `Strict decoding stops here: ${message}.`, offset, path };
}

/** Why something stays encrypted; `what` is `The key`, `The PKCS#12 file`. */
export function closedProblem(
  what: string,
  error: DecryptionError | { readonly code: 'password-needed' },
): InspectProblem {
  const place = { offset: 0, path: '' };
  switch (error.code) {
    case 'password-needed':
      return {
        code: 'password-needed',
        message: `${what} is encrypted: a password is needed.`,
        ...place,
      };
    case 'wrong-password':
      return {
        code: 'wrong-password',
        message: `${what} does not open: the password is wrong.`,
        ...place,
      };
    case 'unsupported-encryption':
      return {
        code: 'unsupported',
        message: `${what} is encrypted in a way that is not read here: ${error.algorithm}.`,
        ...place,
      };
    case 'too-costly':
      return {
        code: 'unsupported',
        message: `${what} asks for ${error.iterations} rounds of key derivation; at most ${error.limit} are done.`,
        ...place,
      };
    case 'parameters-malformed':
      return {
        code: 'malformed',
        message: `${what} is encrypted with parameters that cannot be read (${error.algorithm}).`,
        ...place,
      };
    default:
      return assertNever(error);
  }
}

/** SHA-256 of a SubjectPublicKeyInfo in lower-case hex: the same for a key and all that is made for it. */
export function keyPinOf(subjectPublicKeyInfo: Uint8Array): string {
  return hash('sha256', subjectPublicKeyInfo, 'hex');
}

/** A field of words. */
export function textField(
  label: string,
  value: string,
  children: readonly FieldNode[] = [],
): FieldNode {
  return { label, value, face: 'text', range: null, children };
}

/** A field of octets, times or identifiers. */
export function monoField(label: string, value: string): FieldNode {
  return { label, value, face: 'mono', range: null, children: [] };
}

/** The pin of a key as people and programs compare it. */
export function pinField(pin: string): FieldNode {
  return {
    ...monoField('Public key SHA-256 (pin)', pin),
    children: [monoField('pin-sha256', Buffer.from(pin, 'hex').toString('base64'))],
  };
}

/** What is to be known of a public key: kind and size, exponent, curve. */
export function keyFields(key: KeyFacts): readonly FieldNode[] {
  const head = textField('Key', keyFactsToText(key));
  if (key.kind === 'post-quantum') {
    return [head, textField('Strength', `NIST security category ${key.category} of 5`)];
  }
  if (key.kind !== 'rsa') return [head];
  const exponent = key.exponent.length <= 6 ? BigInt(`0x${hexOf(key.exponent) || '0'}`) : null;
  return [head, monoField('Exponent', exponent?.toString() ?? hexOf(key.exponent))];
}

/** `1 certificate`, `2 certificates`. */
export function counted(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}
