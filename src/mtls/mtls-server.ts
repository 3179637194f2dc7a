import type { MtlsConnection, MtlsError, MtlsState, RunningMtls } from '#shared/model/mtls.ts';
import { ok, type Result } from '#shared/model/result.ts';
import { chooseAddress, urlOf } from './listen.ts';
import { MtlsListener, type MtlsServerOptions } from './server-sockets.ts';
import { signatureAlgorithms } from './signature-algorithms.ts';
import { secureContextOptions } from './tls-options.ts';

/** Which open connections are meant: those of one certificate (lower-case hex), or all. */
export type ConnectionChoice =
  | { readonly fingerprint: string }
  | { readonly serialNumber: string }
  | 'all';

/** The mTLS server: asks for a client certificate, lets the engine decide, admits or denies. */
export interface MtlsServer {
  /** Opens the server at the address of its settings; what runs already goes on. */
  start(): Promise<Result<RunningMtls, MtlsError>>;
  /** Closes the port and every connection, within two seconds. */
  stop(): Promise<void>;
  state(): MtlsState;
  /** Takes up a changed server certificate and changed trusted CAs, for handshakes from now on. */
  refresh(): Result<null, MtlsError>;
  /** Oldest first. */
  connections(): readonly MtlsConnection[];
  /** Closes open connections at once, without a new decision; how many there were. */
  cutConnections(choice: ConnectionChoice): number;
  /** Decides anew on open connections, and closes those that are denied now. */
  recheckConnections(choice: ConnectionChoice): Promise<RecheckReport>;
}

export interface RecheckReport {
  readonly checked: number;
  readonly cut: number;
}

/** Creates the server, closed. `onStateChange` is told when it opens, closes or fails to open. */
export function createMtlsServer(
  options: MtlsServerOptions & { readonly onStateChange: (state: MtlsState) => void },
): MtlsServer {
  let server: MtlsListener | null = null;
  let state: MtlsState = { state: 'stopped' };
  let last: Promise<unknown> = Promise.resolve();

  const become = (next: MtlsState) => {
    state = next;
    options.onStateChange(next);
  };
  /** Opening and closing happen one after the other, however fast they are asked for. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  };

  const open = async (): Promise<Result<RunningMtls, MtlsError>> => {
    if (state.state === 'running') return ok(state);
    const settings = options.settings();
    const address = chooseAddress(settings);
    if (!address.ok) return address;
    const tls = secureContextOptions(options.identity(), options.trustAnchors());
    if (!tls.ok) return tls;
    const { host, reach } = address.value;
    const opening = new MtlsListener(options, tls.value);
    const listening = await opening.listen(host, settings.port);
    if (!listening.ok) return listening;
    server = opening;
    const running: RunningMtls = {
      state: 'running',
      host,
      port: listening.value,
      url: urlOf(host, listening.value),
      reach,
      unsupportedKeys: signatureAlgorithms().unsupportedKeys,
    };
    become(running);
    return ok(running);
  };

  return {
    start: () =>
      inTurn(async () => {
        const opened = await open();
        if (!opened.ok) become({ state: 'failed', error: opened.error });
        return opened;
      }),
    stop: () =>
      inTurn(async () => {
        const closing = server;
        server = null;
        await closing?.stop();
        if (state.state !== 'stopped') become({ state: 'stopped' });
      }),
    state: () => state,
    refresh: () => {
      if (server === null) return ok(null);
      const tls = secureContextOptions(options.identity(), options.trustAnchors());
      if (!tls.ok) return tls;
      server.setSecureContext(tls.value);
      return ok(null);
    },
    connections: () => server?.connections() ?? [],
    cutConnections: (choice) => {
      const meant = server?.find(isMeantBy(choice)) ?? [];
      for (const connection of meant) connection.cut();
      return meant.length;
    },
    recheckConnections: async (choice) => {
      const meant = server?.find(isMeantBy(choice)) ?? [];
      const cuts = await Promise.all(
        meant.map(async (connection) => {
          const isCut = await connection.recheck();
          if (isCut) options.onCut?.(connection.describe());
          return isCut;
        }),
      );
      return { checked: meant.length, cut: cuts.filter((isCut) => isCut).length };
    },
  };
}

function isMeantBy(choice: ConnectionChoice): (connection: MtlsConnection) => boolean {
  if (choice === 'all') return () => true;
  return 'fingerprint' in choice
    ? ({ fingerprint }) => fingerprint === choice.fingerprint
    : ({ serialNumber }) => serialNumber === choice.serialNumber;
}
