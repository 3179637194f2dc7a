import type {
  LabCertificateStatus,
  LabKeyType,
  LabOcspUri,
  LabPorts,
  LabRole,
  ResponderBehaviour,
} from '#shared/model/lab.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { CertificateProfile } from './certificate-profile.ts';

/**
 * All that the lab remembers, but its keys: plain data that JSON can carry. The registry of the CA is
 * part of it: `serialNumber` and `formerSerialNumbers` of a record are answered with its `status`.
 */
export interface LabState {
  readonly version: 1;
  readonly createdAt: EpochMs;
  readonly keyType: 'p256' | 'rsa2048';
  /** The ports in the AIA of the certificates: where the responders are to be found again. */
  readonly ports: LabPorts;
  readonly behaviour: ResponderBehaviour;
  readonly records: readonly LabRecord[];
}

/** One certificate of the lab and what the CA knows of it. */
export interface LabRecord {
  readonly id: string;
  readonly name: string;
  readonly organization: string;
  readonly role: LabRole;
  readonly profile: CertificateProfile;
  readonly purpose: string;
  readonly issuerId: string;
  readonly keyType: LabKeyType;
  readonly notBefore: EpochMs;
  readonly notAfter: EpochMs;
  readonly ocspUris: readonly LabOcspUri[];
  /** Lower-case hex. */
  readonly serialNumber: string;
  /** Serial numbers under which it was issued before; copies of those certificates may be around. */
  readonly formerSerialNumbers: readonly string[];
  /** null where the lab's responder has no say. */
  readonly status: LabCertificateStatus | null;
  readonly backupStatus: LabCertificateStatus | null;
  readonly behaviour: ResponderBehaviour | null;
  readonly pem: string;
}

/** Where the state is kept between runs. `save` returns when it is safe. */
export interface LabStorage {
  load(): LabState | null;
  save(state: LabState): void;
}

/** Keeps the state for as long as the process lives: for demonstrations and scenarios. */
export function createMemoryLabStorage(): LabStorage {
  let kept: LabState | null = null;
  return {
    load: () => kept,
    save: (state) => {
      kept = state;
    },
  };
}
