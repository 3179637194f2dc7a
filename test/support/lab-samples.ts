import { defaultBehaviour, type LabCertificate, type LabView } from '../../src/shared/model/lab.ts';
import { sampleStart } from './flow-samples.ts';

const day = 86_400_000;

/** A lab certificate as the window gets it: a good client unless told otherwise. */
export function sampleLabCertificate(
  id: string,
  changes: Partial<LabCertificate> = {},
): LabCertificate {
  return {
    id,
    name: id,
    role: 'client',
    purpose: 'A client for tests',
    issuerId: 'issuing',
    keyType: 'p256',
    use: 'tls',
    serialNumber: '01f3',
    fingerprint: `fp-${id}`,
    notBefore: sampleStart - day,
    notAfter: sampleStart + 400 * day,
    ocspUris: ['http://127.0.0.1:8080/ocsp'],
    status: { status: 'good' },
    backupStatus: null,
    behaviour: null,
    der: new Uint8Array(),
    ...changes,
  };
}

/** A small lab: two CAs, a client that is good, one that is revoked, and a stranger. */
export function sampleLab(changes: Partial<LabView> = {}): LabView {
  const ca = { ocspUris: [], status: null } as const;
  return {
    createdAt: sampleStart,
    keyType: 'p256',
    certificates: [
      sampleLabCertificate('root', { ...ca, role: 'root-ca', issuerId: 'root' }),
      sampleLabCertificate('issuing', { ...ca, role: 'issuing-ca', issuerId: 'root' }),
      sampleLabCertificate('lab-client-revoked', {
        status: {
          status: 'revoked',
          revocation: { time: sampleStart, reason: 'keyCompromise' },
        },
      }),
      sampleLabCertificate('lab-client-good'),
      sampleLabCertificate('stranger-ca', { ...ca, role: 'stranger-ca', issuerId: 'stranger-ca' }),
      sampleLabCertificate('stranger-client', {
        role: 'stranger-client',
        issuerId: 'stranger-ca',
        status: null,
      }),
    ],
    responder: { state: 'running', port: 8080, url: 'http://127.0.0.1:8080/ocsp' },
    backup: { state: 'running', port: 8081, url: 'http://127.0.0.1:8081/ocsp' },
    behaviour: defaultBehaviour,
    moved: null,
    ...changes,
  };
}
