import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { authenticateAsClient } from '#mtls/client/authenticate-as-client.ts';
import type { ClientOptions } from '#mtls/client/client-options.ts';
import { type ConnectionChoice, createMtlsServer, type RecheckReport } from '#mtls/mtls-server.ts';
import { createOwnConnections } from '#mtls/own-connections.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { decodePem } from '#pki/x509/pem.ts';
import type { Flow, FlowEvent, FlowStep } from '#shared/flow/flow.ts';
import {
  type ClientReport,
  defaultMtlsSettings,
  type HandshakeFailure,
  type MtlsConnection,
  type MtlsSettings,
  type MtlsState,
} from '#shared/model/mtls.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { createTestEngine } from '../engine.ts';

/** Files that a mtls is made of. */
export interface MtlsFiles {
  /** PEM: the server's certificate, then its chain. */
  readonly serverCertificate: string;
  readonly serverKey: string;
  /** PEM files of the trusted CAs. */
  readonly trusted: readonly string[];
}

export interface TestMtlsOptions {
  readonly files: MtlsFiles;
  readonly policy?: Partial<Policy>;
  readonly settings?: Partial<MtlsSettings>;
  readonly silenceMs?: number;
}

/** A flow as a test looks at it. */
export interface FlowBrief {
  readonly id: string;
  readonly source: string;
  readonly steps: readonly FlowStep['type'][];
  readonly presented: string | null;
  readonly chain: readonly string[];
  readonly protocol: string;
  readonly session: string;
  readonly requestNumber: number;
  readonly clientGuess: string | null;
  readonly decision: string;
  readonly status: string | null;
  readonly reason: string | null;
  readonly fromCache: boolean;
  readonly answer: string;
}

/** A running mTLS server under test, in this process or in another. */
export interface TestMtls {
  readonly port: number;
  readonly url: string;
  setPolicy(changes: Partial<Policy>): Promise<void>;
  setSettings(changes: Partial<MtlsSettings>): Promise<void>;
  clearCache(): Promise<void>;
  advanceClock(byMs: number): Promise<void>;
  /** Shows another certificate, or trusts others, from now on. */
  setFiles(files: MtlsFiles): Promise<void>;
  cut(choice: ConnectionChoice): Promise<number>;
  recheck(choice: ConnectionChoice): Promise<RecheckReport>;
  connections(): Promise<readonly MtlsConnection[]>;
  failures(): Promise<readonly HandshakeFailure[]>;
  state(): Promise<MtlsState>;
  /** Visits with the built-in client of the same runtime, twice; the second visit resumes the session of the first. */
  visitTwice(options: Omit<ClientOptions, 'clock' | 'session'>): Promise<readonly ClientReport[]>;
  /** Finished flows, oldest first, once there are `count` of them. */
  flows(count: number): Promise<readonly FlowBrief[]>;
  /** Forgets the flows and failures so far. */
  forget(): Promise<void>;
  stop(): Promise<void>;
}

/** Opens a mtls in this process, with the engine over real sockets. */
export async function openMtls(options: TestMtlsOptions): Promise<TestMtls> {
  const engine = createTestEngine();
  let policy: Policy = { ...defaultPolicy, ...options.policy };
  let settings: MtlsSettings = { ...defaultMtlsSettings, ...options.settings };
  let loaded = await loadFiles(options.files);
  let finished: FlowBrief[] = [];
  let failures: HandshakeFailure[] = [];
  const watchers = new Set<() => void>();
  let count = 0;

  const ownConnections = createOwnConnections();
  const mtls = createMtlsServer({
    settings: () => settings,
    policy: () => policy,
    trustAnchors: () => loaded.trusted,
    identity: () => loaded.identity,
    dependencies: engine.dependencies,
    ownConnections,
    flows: {
      begin: (source, inForce) => {
        count += 1;
        const id = `flow-${count}`;
        const events: FlowEvent[] = [];
        const startedAt = engine.clock.now();
        return {
          id,
          record: (event) => events.push(event),
          finish: (outcome) => {
            finished.push(briefOf({ id, source, startedAt, policy: inForce, events, outcome }));
            for (const watcher of watchers) watcher();
          },
        };
      },
    },
    onHandshakeFailure: (failure) => {
      failures.push(failure);
      for (const watcher of watchers) watcher();
    },
    onStateChange: () => {},
    ...(options.silenceMs === undefined ? {} : { silenceMs: options.silenceMs }),
  });
  const started = await mtls.start();
  if (!started.ok) {
    engine.close();
    throw new Error(`The mtls did not start: ${JSON.stringify(started.error)}`);
  }

  const until = (isReached: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = () => {
        if (!isReached()) return;
        watchers.delete(look);
        resolve();
      };
      watchers.add(look);
      look();
    });

  return {
    port: started.value.port,
    url: started.value.url,
    setPolicy: async (changes) => {
      policy = { ...policy, ...changes };
    },
    setSettings: async (changes) => {
      settings = { ...settings, ...changes };
    },
    clearCache: async () => {
      engine.cache.clear();
    },
    advanceClock: async (byMs) => engine.clock.advance(byMs),
    setFiles: async (files) => {
      loaded = await loadFiles(files);
      const refreshed = mtls.refresh();
      if (!refreshed.ok) throw new Error(JSON.stringify(refreshed.error));
    },
    cut: async (choice) => mtls.cutConnections(choice),
    recheck: (choice) => mtls.recheckConnections(choice),
    connections: async () => mtls.connections(),
    failures: async () => {
      await until(() => failures.length > 0);
      return failures;
    },
    state: async () => mtls.state(),
    visitTwice: async (visitor) => {
      const onConnected = (socket: Socket) => ownConnections.add(socket);
      const visit = { ...visitor, clock: engine.clock, onConnected };
      const first = await authenticateAsClient({ ...visit, session: null });
      const second = await authenticateAsClient({ ...visit, session: first.session });
      return [first.report, second.report];
    },
    flows: async (wanted) => {
      await until(() => finished.length >= wanted);
      return finished;
    },
    forget: async () => {
      finished = [];
      failures = [];
    },
    stop: async () => {
      await mtls.stop();
      engine.close();
    },
  };
}

async function loadFiles(files: MtlsFiles) {
  return {
    identity: {
      certificatePem: await readFile(files.serverCertificate, 'utf8'),
      privateKeyPem: await readFile(files.serverKey, 'utf8'),
    },
    trusted: (await Promise.all(files.trusted.map((file) => readFile(file, 'utf8')))).flatMap(
      certificatesOf,
    ),
  };
}

/** The certificates of a PEM text. */
export function certificatesOf(pem: string): readonly Certificate[] {
  return decodePem(pem).blocks.map(({ der }) => {
    const decoded = decodeCertificate(der);
    if (!decoded.ok) throw new Error(decoded.error.message);
    return decoded.value;
  });
}

function briefOf(flow: Flow): FlowBrief {
  const steps = flow.events.map(({ step }) => step);
  const presented = steps.find((step) => step.type === 'certificate-presented');
  const answered = steps.find((step) => step.type === 'client-answered');
  if (presented?.connection == null || answered === undefined || flow.outcome === null) {
    throw new Error(`Flow ${flow.id} is not one of the server's, or not complete.`);
  }
  const { answer } = answered;
  const { protocol, session, requestNumber, clientGuess } = presented.connection;
  const { decision, status, reason, fromCache } = flow.outcome;
  return {
    id: flow.id,
    source: flow.source,
    steps: steps.map(({ type }) => type),
    presented: presented.certificate?.summary.label ?? null,
    chain: presented.chain.map(({ summary }) => summary.label),
    protocol,
    session,
    requestNumber,
    clientGuess,
    decision: `${decision.outcome} by ${decision.decidedBy}`,
    status,
    reason: reason?.code ?? null,
    fromCache,
    answer: answer.kind === 'http' ? `HTTP ${answer.status}` : answer.kind,
  };
}
