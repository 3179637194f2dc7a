import type { EngineDependencies } from '#engine/ask/ports.ts';
import type { SetJudge } from '#engine/judge/profiles/judge-by.ts';
import { labIds } from '#lab/ca/first-certificates.ts';
import type { KeyFiles } from '#lab/ca/key-files.ts';
import type { LabStorage } from '#lab/ca/lab-state.ts';
import { Lab, type PortWishes } from '#lab/lab.ts';
import type { MtlsFlows } from '#mtls/judge.ts';
import { createMtlsServer, type MtlsServer } from '#mtls/mtls-server.ts';
import { createOwnConnections, type OwnConnections } from '#mtls/own-connections.ts';
import type { ServerIdentity } from '#mtls/server-identity.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import type { LabPorts, ResponderExchange } from '#shared/model/lab.ts';
import type {
  HandshakeFailure,
  MtlsConnection,
  MtlsSettings,
  MtlsState,
} from '#shared/model/mtls.ts';
import type { Policy } from '#shared/model/policy.ts';

/** A lab and an mTLS server that play together: all that an authentication needs, on one clock. */
export interface Stage {
  readonly lab: Lab;
  readonly mtls: MtlsServer;
  /** What the built-in client has open to the server: it is known by that. */
  readonly ownConnections: OwnConnections;
  /** The lab's root certificate; null before the lab has started. */
  labRoot(): Certificate | null;
  /** Certificate and key that the lab made for the server. */
  labIdentity(): ServerIdentity;
  /** PEM of what a client has to trust to accept the server: the lab's root, or the person's own certificate. */
  serverTrust(): string;
  stop(): Promise<void>;
}

export interface StageOptions {
  readonly dependencies: EngineDependencies;
  readonly flows: MtlsFlows;
  readonly policy: () => Policy;
  readonly lab: {
    readonly storage: LabStorage;
    readonly keyFiles: KeyFiles;
    readonly firstPorts: LabPorts;
    readonly portWishes?: PortWishes;
    readonly onChange: () => void;
    readonly onExchange: (exchange: ResponderExchange) => void;
  };
  readonly mtls: {
    readonly settings: () => MtlsSettings;
    /** Trust and identity in place of the lab's; null takes the lab's. */
    readonly trustAnchors?: (labRoot: Certificate | null) => readonly Certificate[];
    readonly identity?: () => ServerIdentity | null;
    /** The program that decides in our place; without it, we do. */
    readonly decideAs?: () => SetJudge | null;
    readonly onStateChange: (state: MtlsState) => void;
    readonly onHandshakeFailure: (failure: HandshakeFailure) => void;
    readonly onConnectionsChange?: () => void;
    readonly onCut?: (connection: MtlsConnection) => void;
  };
}

/** Sets up lab and mTLS server; nothing listens yet. */
export function createStage(options: StageOptions): Stage {
  const { dependencies } = options;
  const { clock, random } = dependencies;
  const lab = new Lab({ clock, random, ...options.lab });
  const labRoot = createLabRootReader(lab);
  const labIdentity = (): ServerIdentity => {
    const credentials = lab.ca.credentials(labIds.server);
    if (!credentials.ok) return { certificatePem: '', privateKeyPem: '' };
    const { certificate, intermediates, privateKey } = credentials.value;
    return { certificatePem: certificate + intermediates, privateKeyPem: privateKey };
  };
  const rootPem = () => {
    const root = lab.ca.credentials(labIds.root);
    return root.ok ? root.value.certificate : '';
  };
  const ownIdentity = () => options.mtls.identity?.() ?? null;
  const rootAlone = createListReader<Certificate>();
  const trustAnchors = () => options.mtls.trustAnchors?.(labRoot()) ?? rootAlone(labRoot());
  const ownConnections = createOwnConnections();
  const mtls = createMtlsServer({
    settings: options.mtls.settings,
    policy: options.policy,
    trustAnchors,
    decideAs: () => options.mtls.decideAs?.() ?? null,
    identity: () => ownIdentity() ?? labIdentity(),
    dependencies,
    ownConnections,
    flows: options.flows,
    onStateChange: options.mtls.onStateChange,
    onHandshakeFailure: options.mtls.onHandshakeFailure,
    onConnectionsChange: () => options.mtls.onConnectionsChange?.(),
    onCut: (connection) => options.mtls.onCut?.(connection),
  });
  return {
    lab,
    mtls,
    ownConnections,
    labRoot,
    labIdentity,
    serverTrust: () => ownIdentity()?.certificatePem ?? rootPem(),
    stop: async () => {
      await mtls.stop();
      await lab.stop();
    },
  };
}

/** The same object while the lab is the same: what the engine knows of a certificate it remembers by object. */
function createLabRootReader(lab: Lab): () => Certificate | null {
  let known: { readonly pem: string; readonly certificate: Certificate } | null = null;
  return () => {
    const record = lab.ca.state?.records.find(({ id }) => id === labIds.root);
    if (record === undefined) return null;
    if (known?.pem === record.pem) return known.certificate;
    const found = lab.ca.certificates().find(({ id }) => id === labIds.root);
    const decoded = found === undefined ? null : decodeCertificate(found.der);
    if (!decoded?.ok) return null;
    known = { pem: record.pem, certificate: decoded.value };
    return known.certificate;
  };
}

/** A list of one or none, the same list for the same element. */
function createListReader<T>(): (element: T | null) => readonly T[] {
  let last: { readonly element: T | null; readonly list: readonly T[] } = {
    element: null,
    list: [],
  };
  return (element) => {
    if (last.element !== element) last = { element, list: element === null ? [] : [element] };
    return last.list;
  };
}
