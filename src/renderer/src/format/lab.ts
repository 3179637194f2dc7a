import type { LabCertificate, LabRole, ListenError } from '#shared/model/lab.ts';
import { assertNever } from '#shared/model/result.ts';
import type { EpochMs } from '#shared/model/time.ts';

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

/** Why a port could not be taken, in one sentence. */
export function listenErrorWords(error: ListenError): string {
  switch (error.code) {
    case 'port-in-use':
      return `Port ${error.port} is taken by another program.`;
    case 'port-not-allowed':
      return `This user may not open port ${error.port}.`;
    case 'listen-failed':
      return `Port ${error.port} could not be opened: ${error.detail}.`;
    default:
      return assertNever(error);
  }
}

/** An address as a chip has room for: `127.0.0.1:8080`. */
export function shortAddress(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}
