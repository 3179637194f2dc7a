import { exportPkcs12 } from '#lab/ca/export-pkcs12.ts';
import type { Lab } from '#lab/lab.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import type { LoadReport } from '#shared/model/certificate.ts';
import type {
  LabCertificate,
  LabCertificateStatus,
  LabClientRequest,
  LabError,
  LabExport,
  LabRevocationReason,
  ResponderBehaviour,
} from '#shared/model/lab.ts';
import type { RandomBytes } from '#shared/model/ports.ts';
import { assertNever, err, ok, type Result } from '#shared/model/result.ts';
import type { WorkbenchError } from '../error.ts';
import type { LoadedCertificates } from '../objects/loaded-certificates.ts';

type Done = Result<null, WorkbenchError>;
type Changed = Result<LabCertificate, WorkbenchError>;

/** A file to be saved: its usual name and what is in it. */
export interface ExportedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The lab as a person handles it. */
export interface LabCommands {
  start(): Promise<Done>;
  stop(): Promise<Done>;
  reset(keyType: 'p256' | 'rsa2048'): Promise<Done>;
  setBehaviour(behaviour: ResponderBehaviour): Promise<Done>;
  setCertificateBehaviour(id: string, behaviour: ResponderBehaviour | null): Changed;
  issueClient(request: LabClientRequest): Promise<Changed>;
  /** A revoked certificate is decided on anew wherever it is connected just now. */
  revoke(id: string, reason: LabRevocationReason): Changed;
  hold(id: string): Changed;
  release(id: string): Changed;
  setStatus(id: string, status: LabCertificateStatus): Changed;
  expire(id: string): Promise<Changed>;
  export(id: string, as: LabExport): Result<ExportedFile, WorkbenchError>;
  /** Puts lab certificates among the loaded ones. */
  take(ids: readonly string[]): LoadReport;
}

export function createLabCommands({
  lab,
  certificates,
  random,
  onRevocation,
}: {
  readonly lab: Lab;
  readonly certificates: LoadedCertificates;
  readonly random: RandomBytes;
  readonly onRevocation: (certificate: LabCertificate) => void;
}): LabCommands {
  const { ca } = lab;
  const revoking = (changed: Result<LabCertificate, LabError>): Changed => {
    if (changed.ok) onRevocation(changed.value);
    return said(changed);
  };
  return {
    start: async () => done(await lab.start()),
    stop: async () => {
      await lab.stop();
      return ok(null);
    },
    reset: async (keyType) => done(await lab.reset(keyType)),
    setBehaviour: async (behaviour) => done(await lab.setBehaviour(behaviour)),
    setCertificateBehaviour: (id, behaviour) => said(ca.setCertificateBehaviour(id, behaviour)),
    issueClient: async (request) => said(await ca.issueClient(request)),
    revoke: (id, reason) => revoking(ca.revoke(id, reason, null)),
    hold: (id) => revoking(ca.hold(id)),
    release: (id) => said(ca.release(id)),
    setStatus: (id, status) => said(ca.setStatus(id, status)),
    expire: async (id) => said(await ca.expire(id)),
    export: (id, as) => exportFile(lab, { id, as, random }),
    take: (ids) => {
      const chosen = ca.certificates().filter(({ id }) => ids.includes(id));
      const reports = chosen.map(({ name, der }) => {
        const decoded = decodeCertificate(der);
        return certificates.add(decoded.ok ? [decoded.value] : [], `${name} (lab)`);
      });
      certificates.tell();
      return {
        origin: 'the lab',
        added: reports.flatMap(({ added }) => added),
        alreadyLoaded: reports.flatMap(({ alreadyLoaded }) => alreadyLoaded),
        opened: [],
        problems: [],
      };
    },
  };
}

function exportFile(
  lab: Lab,
  { id, as, random }: { readonly id: string; readonly as: LabExport; readonly random: RandomBytes },
): Result<ExportedFile, WorkbenchError> {
  const credentials = lab.ca.credentials(id);
  if (!credentials.ok) return refused(credentials.error);
  const { certificate, intermediates, privateKey } = credentials.value;
  const text = (name: string, content: string) =>
    ok({ name, bytes: new TextEncoder().encode(content) });
  switch (as.as) {
    case 'certificate':
      return text(`${id}.pem`, certificate + intermediates);
    case 'certificate-and-key':
      return text(`${id}-with-key.pem`, certificate + intermediates + privateKey);
    case 'pkcs12': {
      const { password, encryption } = as;
      const file = exportPkcs12(lab.ca, { id, password, encryption }, random);
      return file.ok ? ok({ name: `${id}.p12`, bytes: file.value }) : refused(file.error);
    }
    default:
      return assertNever(as);
  }
}

function done(result: Result<unknown, LabError>): Done {
  return result.ok ? ok(null) : refused(result.error);
}

function said<T>(result: Result<T, LabError>): Result<T, WorkbenchError> {
  return result.ok ? result : refused(result.error);
}

function refused(error: LabError): Result<never, WorkbenchError> {
  return err({ code: 'lab-refused', error });
}
