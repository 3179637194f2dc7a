import type { LabCertificate, LabKeyType, LabRole } from '../model/lab.ts';
import { assertNever } from '../model/result.ts';
import type { EpochMs } from '../model/time.ts';

/** How a lab certificate stands, as a colour and a word or two. */
export interface LabStateWords {
  readonly tone: 'good' | 'revoked' | 'unknown' | 'none';
  readonly words: string;
}

/** What the responder says of a lab certificate, or what comes before that: its validity. */
export function labState(certificate: LabCertificate, now: EpochMs): LabStateWords {
  if (now > certificate.notAfter) return { tone: 'revoked', words: 'expired' };
  if (now < certificate.notBefore) return { tone: 'unknown', words: 'not yet valid' };
  const { status } = certificate;
  if (status === null) return { tone: 'none', words: 'not tracked' };
  switch (status.status) {
    case 'good':
      return { tone: 'good', words: 'good' };
    case 'unknown':
      return { tone: 'unknown', words: 'unknown' };
    case 'revoked': {
      const { reason } = status.revocation;
      if (reason === 'certificateHold') return { tone: 'revoked', words: 'on hold' };
      return { tone: 'revoked', words: reason === null ? 'revoked' : `revoked, ${reason}` };
    }
    default:
      return assertNever(status);
  }
}

/** What a lab certificate is for, in a word or two. */
export function labRoleWords(role: LabRole): string {
  switch (role) {
    case 'root-ca':
      return 'root';
    case 'issuing-ca':
      return 'issuing CA';
    case 'responder':
      return 'OCSP responder';
    case 'server':
      return 'server';
    case 'client':
      return 'client';
    case 'stranger-ca':
      return 'CA of strangers';
    case 'stranger-responder':
      return 'responder of strangers';
    case 'stranger-client':
      return 'client of strangers';
    default:
      return assertNever(role);
  }
}

/** An address as a chip has room for: `127.0.0.1:8080`. */
export function shortAddress(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}

/** A key type as a person names it. */
export function labKeyWords(keyType: LabKeyType): string {
  switch (keyType) {
    case 'p256':
      return 'ECDSA P-256';
    case 'p384':
      return 'ECDSA P-384';
    case 'rsa2048':
      return 'RSA 2048';
    case 'ed25519':
      return 'Ed25519';
    default:
      return assertNever(keyType);
  }
}

/** An instruction as the end of a sentence: `A correct checker must refuse: …`. */
export function mustWords(instruction: string): string {
  return `A correct checker must ${instruction.charAt(0).toLowerCase()}${instruction.slice(1)}`;
}

/** What a lab certificate is there for; of one that no longer stands as it was issued, that it was. */
export function purposeWords({ purpose }: LabCertificate, state: LabStateWords): string {
  if (state.tone === 'good' || !/in order/i.test(purpose)) return purpose;
  return `Issued in order; ${state.words} since`;
}
