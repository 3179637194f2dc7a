import { loadCertificates } from '#inspect/load-objects.ts';
import { summarizeCertificate } from '#pki/x509/summary.ts';
import type { LabCertificate } from '#shared/model/lab.ts';
import type { ClientCommands, MtlsSettings, RunningMtls } from '#shared/model/mtls.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { EpochMs } from '#shared/model/time.ts';

/** Everything that a person has to know of the server once it is open. */
export interface Served {
  readonly at: EpochMs;
  readonly mtls: RunningMtls;
  readonly settings: MtlsSettings;
  readonly policy: Policy;
  /** RFC 4514 subject of the server's certificate. */
  readonly server: string;
  /** Subjects of the CAs whose clients are accepted. */
  readonly trusts: readonly string[];
  readonly lab: ServedLab | null;
  /** What is to be known besides, in sentences. */
  readonly notices: readonly string[];
}

/** What the lab adds: two responders, and clients with the commands that present them. */
export interface ServedLab {
  readonly folder: string;
  readonly isTemporary: boolean;
  readonly responder: string;
  readonly backup: string;
  /** The folder with the clients' certificates and keys. */
  readonly clientFolder: string;
  readonly clients: readonly ServedClient[];
}

export interface ServedClient {
  readonly certificate: LabCertificate;
  readonly commands: ClientCommands;
}

/** The subject of the first certificate in a PEM text. */
export function subjectOfPem(pem: string): string {
  const { certificates } = loadCertificates(new TextEncoder().encode(pem), 'server');
  const [own] = certificates;
  return own === undefined ? '' : summarizeCertificate(own).subject;
}
