import type { LabCertificateStatus, LabOcspUri, LabRole } from '#shared/model/lab.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { CertificateProfile } from './certificate-profile.ts';
import { caValidFor, expiredAt, type Validity, validFor, wholeSecond } from './validity.ts';

/** Ids of the certificates that the lab itself works with. */
export const labIds = {
  root: 'lab-root-ca',
  issuing: 'lab-issuing-ca',
  server: 'lab-server',
  responder: 'lab-ocsp-responder',
  rootResponder: 'lab-root-ocsp-responder',
  responderWithoutEku: 'lab-ocsp-responder-without-eku',
  expiredResponder: 'lab-ocsp-responder-expired',
  strangerCa: 'stranger-ca',
  strangerResponder: 'stranger-ocsp-responder',
  unissuedResponder: 'unissued-ocsp-responder',
} as const;

/** One certificate that every lab begins with. */
export interface FirstCertificate {
  readonly id: string;
  readonly name: string;
  readonly organization: string;
  readonly role: LabRole;
  readonly profile: CertificateProfile;
  readonly issuerId: string;
  readonly validity: Validity;
  readonly ocspUris: readonly LabOcspUri[];
  readonly status: LabCertificateStatus | null;
  readonly backupStatus: LabCertificateStatus | null;
  readonly purpose: string;
}

const lab = 'Revoscope Lab';
const strangers = 'Strangers';
/** Some systems refuse TLS certificates of more than 825 days. */
const clientDays = 800;

const good: LabCertificateStatus = { status: 'good' };
const toResponder: LabOcspUri = { to: 'responder' };
const toBackup: LabOcspUri = { to: 'backup' };

/** The certificates of a new lab; each issuer stands before what it issues. */
export function firstCertificates(now: EpochMs): readonly FirstCertificate[] {
  return [...authorities(now), ...responders(now), server(now), ...clients(now)];
}

const none = { ocspUris: [], status: null, backupStatus: null } as const;

function authorities(now: EpochMs): readonly FirstCertificate[] {
  return [
    {
      ...none,
      id: labIds.root,
      name: 'Lab Root CA',
      organization: lab,
      role: 'root-ca',
      profile: 'root-ca',
      issuerId: labIds.root,
      validity: caValidFor(7300, now),
      purpose: 'The trust anchor: the mTLS server trusts clients that lead here',
    },
    {
      id: labIds.issuing,
      name: 'Lab Issuing CA',
      organization: lab,
      role: 'issuing-ca',
      profile: 'issuing-ca',
      issuerId: labIds.root,
      validity: caValidFor(7300, now),
      // For servers that ask about every certificate of the chain, as nginx does with `ssl_ocsp on`.
      ocspUris: [toResponder],
      status: good,
      backupStatus: null,
      purpose: 'Issues clients, server and responders, and may sign OCSP answers itself',
    },
    {
      ...none,
      id: labIds.strangerCa,
      name: 'Stranger CA',
      organization: strangers,
      role: 'stranger-ca',
      profile: 'root-ca',
      issuerId: labIds.strangerCa,
      validity: caValidFor(7300, now),
      purpose: 'A CA that nobody here trusts',
    },
  ];
}

function responders(now: EpochMs): readonly FirstCertificate[] {
  const delegate = {
    organization: lab,
    role: 'responder',
    profile: 'responder',
    issuerId: labIds.issuing,
    validity: validFor(3650, now),
    ocspUris: [],
    status: good,
    backupStatus: null,
  } as const;
  return [
    {
      ...delegate,
      id: labIds.responder,
      name: 'Lab OCSP Responder',
      purpose: 'The proper delegate: issued by the CA, with id-kp-OCSPSigning and nocheck',
    },
    {
      ...delegate,
      id: labIds.rootResponder,
      name: 'Lab Root OCSP Responder',
      issuerId: labIds.root,
      purpose: "The root's own delegate: answers for the issuing CA's certificate",
    },
    {
      ...delegate,
      id: labIds.responderWithoutEku,
      name: 'Lab OCSP Responder without EKU',
      profile: 'responder-without-eku',
      purpose: 'Issued by the CA, but never given the right to sign OCSP answers',
    },
    {
      ...delegate,
      id: labIds.expiredResponder,
      name: 'Lab OCSP Responder expired',
      validity: expiredAt(now),
      purpose: 'A proper delegate whose time is over',
    },
    {
      ...delegate,
      id: labIds.strangerResponder,
      name: 'Stranger OCSP Responder',
      organization: strangers,
      role: 'stranger-responder',
      issuerId: labIds.strangerCa,
      status: null,
      purpose: 'Has id-kp-OCSPSigning from a CA that did not issue the client',
    },
    {
      ...delegate,
      id: labIds.unissuedResponder,
      name: 'Lab OCSP Responder',
      role: 'stranger-responder',
      issuerId: labIds.unissuedResponder,
      status: null,
      purpose: 'Self-signed under the name of the proper delegate: only its key gives it away',
    },
  ];
}

function server(now: EpochMs): FirstCertificate {
  return {
    id: labIds.server,
    name: 'lab-server',
    organization: lab,
    role: 'server',
    profile: 'server',
    issuerId: labIds.issuing,
    validity: validFor(clientDays, now),
    ocspUris: [toResponder],
    status: good,
    backupStatus: null,
    purpose: 'The mTLS server, for localhost, 127.0.0.1 and ::1',
  };
}

function clients(now: EpochMs): readonly FirstCertificate[] {
  const revocation = { time: wholeSecond(now) - 3_600_000, reason: 'keyCompromise' } as const;
  const revoked: LabCertificateStatus = { status: 'revoked', revocation };
  const client = (name: string, purpose: string) => ({
    id: name,
    name,
    purpose,
    organization: lab,
    role: 'client' as const,
    profile: 'client' as const,
    issuerId: labIds.issuing,
    validity: validFor(clientDays, now),
    ocspUris: [toResponder],
    status: good,
    backupStatus: null,
  });
  return [
    client('lab-client-good', 'Everything about it is in order'),
    { ...client('lab-client-revoked', 'Revoked for keyCompromise'), status: revoked },
    {
      ...client('lab-client-unknown', 'The responder has never heard of it'),
      status: { status: 'unknown' },
    },
    {
      ...client('lab-client-no-aia', 'Names no responder: only a configured one can be asked'),
      ocspUris: [],
    },
    {
      ...client(
        'lab-client-two-aia',
        'Names two responders: the first says good, the second revoked',
      ),
      ocspUris: [toResponder, toBackup],
      backupStatus: revoked,
    },
    {
      ...client('lab-client-expired', 'Denied by its validity before OCSP is asked'),
      validity: expiredAt(now),
    },
    {
      ...client('stranger-client', 'Issued by a CA that the server does not trust'),
      organization: strangers,
      role: 'stranger-client',
      issuerId: labIds.strangerCa,
      status: null,
    },
  ];
}
