import { once, setMaxListeners } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { DropArgument, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type SecureContextOptions, TLSSocket } from 'node:tls';
import type { EngineDependencies } from '#engine/ask/ports.ts';
import type { SetJudge } from '#engine/judge/profiles/judge-by.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type {
  HandshakeFailure,
  MtlsConnection,
  MtlsError,
  MtlsSettings,
} from '#shared/model/mtls.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { Result } from '#shared/model/result.ts';
import { builtInClient } from '#shared/wording/client.ts';
import { ClientConnection, type ConnectionContext, type Expectation } from './client-connection.ts';
import { connectionBaseOf, peerAddressOf } from './connection-facts.ts';
import {
  describeHandshakeFailure,
  type FailureWords,
  isAboutCertificate,
  isTicketTooLarge,
} from './handshake-failure.ts';
import { judge, type MtlsFlows, type Visitor } from './judge.ts';
import { limits } from './limits.ts';
import { listen } from './listen.ts';
import { countOpenFlows } from './open-flows.ts';
import type { OwnConnections } from './own-connections.ts';
import { CertificateReader } from './presented-certificates.ts';
import type { ServerIdentity } from './server-identity.ts';

/** What the mTLS server is given. Functions are asked anew each time, so what they give may change while it runs. */
export interface MtlsServerOptions {
  readonly settings: () => MtlsSettings;
  readonly policy: () => Policy;
  /** The same objects while nothing has changed: what is known of them is remembered by object. */
  readonly trustAnchors: () => readonly Certificate[];
  readonly identity: () => ServerIdentity;
  /** The program that decides in our place; without it, we do. */
  readonly decideAs?: () => SetJudge | null;
  readonly dependencies: EngineDependencies;
  readonly flows: MtlsFlows;
  readonly onHandshakeFailure: (failure: HandshakeFailure) => void;
  /** Told when a connection opens or closes; nobody by default. */
  readonly onConnectionsChange?: () => void;
  /** Told of a connection that was cut off while it was open; nobody by default. */
  readonly onCut?: (connection: MtlsConnection) => void;
  /** What this program's own client has open; none by default. */
  readonly ownConnections?: Pick<OwnConnections, 'has'>;
  /** A client that says nothing for so long is decided on by its certificate alone; 250 by default. */
  readonly silenceMs?: number;
}

/** The server while it is open: its sockets, and the connections that are past their handshake. */
export class MtlsListener {
  readonly #options: MtlsServerOptions;
  readonly #server: Server;
  readonly #context: ConnectionContext;
  readonly #flows: ReturnType<typeof countOpenFlows>;
  readonly #stopping = new AbortController();
  readonly #certificates: CertificateReader;
  readonly #sockets = new Set<Socket>();
  readonly #connections = new Map<Duplex, ClientConnection>();
  #lastNumber = 0;

  constructor(options: MtlsServerOptions, tls: SecureContextOptions) {
    this.#options = options;
    // Each decision under way listens to it; as many as there are connections is no leak.
    setMaxListeners(0, this.#stopping.signal);
    this.#certificates = new CertificateReader(options.dependencies.clock);
    this.#flows = countOpenFlows(options.flows);
    this.#context = {
      dependencies: options.dependencies,
      policy: options.policy,
      trustAnchors: options.trustAnchors,
      flows: this.#flows,
      decideAs: options.decideAs ?? (() => null),
      signal: this.#stopping.signal,
      settings: options.settings,
      silenceMs: options.silenceMs ?? limits.silenceMs,
    };
    this.#server = this.#createServer(tls);
  }

  listen(host: string, port: number): Promise<Result<number, MtlsError>> {
    return listen(this.#server, host, port);
  }

  /** For handshakes from now on. */
  setSecureContext(tls: SecureContextOptions): void {
    this.#server.setSecureContext(tls);
  }

  connections(): readonly MtlsConnection[] {
    return [...this.#connections.values()].map((connection) => connection.describe());
  }

  /** The open connections that `isMeant` picks. */
  find(isMeant: (connection: MtlsConnection) => boolean): readonly ClientConnection[] {
    return [...this.#connections.values()].filter((connection) => isMeant(connection.describe()));
  }

  /** Closes the port and every connection, and ends the decisions that are under way. */
  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const connection of this.#connections.values()) connection.cut();
    for (const socket of this.#sockets) socket.destroy();
    this.#stopping.abort();
    await closed;
    await this.#flows.settled(limits.stopMs);
  }

  #createServer(tls: SecureContextOptions): Server {
    const server = createServer({
      ...tls,
      requestCert: true,
      // The engine judges the certificate, and says why; the TLS library only sees that the key is the client's.
      rejectUnauthorized: false,
      handshakeTimeout: limits.handshakeMs,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.idleMs,
      connectionsCheckingInterval: limits.checkIntervalMs,
      maxHeaderSize: limits.headerBytes,
      // Node would answer such a request by itself, before there is a decision.
      requireHostHeader: false,
    });
    server.maxConnections = limits.connections;
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    server.on('secureConnection', (socket) => this.#accept(socket));
    server.on('request', (request, response) => this.#serve(request, response, 'none'));
    server.on('checkContinue', (request, response) => this.#serve(request, response, 'continue'));
    server.on('clientError', (error, socket) => this.#failed(error, socket));
    server.on('drop', (dropped) => this.#dropped(dropped));
    server.on('error', (error) => {
      // Before the port is open, whoever opens it hears of the error.
      if (server.listening) this.#report(describeHandshakeFailure(error), null);
    });
    return server;
  }

  #accept(socket: TLSSocket): void {
    if (socket.destroyed) return;
    const presented = this.#certificates.read(socket, this.#options.trustAnchors());
    this.#lastNumber += 1;
    const connection = new ClientConnection(socket, presented, {
      number: this.#lastNumber,
      source: this.#sourceOf(socket),
      context: this.#context,
    });
    this.#connections.set(socket, connection);
    this.#options.onConnectionsChange?.();
    socket.on('close', () => {
      this.#connections.delete(socket);
      connection.closed();
      this.#options.onConnectionsChange?.();
    });
  }

  #sourceOf(socket: TLSSocket): Visitor['source'] {
    return this.#options.ownConnections?.has(socket) === true ? 'client' : 'mtls';
  }

  #serve(request: IncomingMessage, response: ServerResponse, expectation: Expectation): void {
    const connection = this.#connections.get(request.socket);
    if (connection === undefined) {
      response.destroy();
      return;
    }
    connection.serve(request, response, expectation).catch((error: unknown) => {
      // A bug must be heard of, but nobody gets in by it.
      connection.cut();
      throw error;
    });
  }

  /** Node reports failed handshakes and unreadable requests in one event. */
  #failed(error: Error, socket: Duplex): void {
    const connection = this.#connections.get(socket);
    if (connection !== undefined) {
      if (isTicketTooLarge(error)) {
        this.#report(describeHandshakeFailure(error), connection.describe().peerAddress);
        void connection.failed();
        return;
      }
      void connection.refuse(error);
      return;
    }
    const failure = describeHandshakeFailure(error);
    const peerAddress = socket instanceof TLSSocket ? peerAddressOf(socket) : null;
    if (socket instanceof TLSSocket && isAboutCertificate(failure.code)) {
      void this.#denyUnreadable(failure, socket);
    }
    socket.destroy();
    this.#report(failure, peerAddress);
  }

  /** The TLS library would not take the client's certificate: that is a denial, and has a flow like any other. */
  async #denyUnreadable(failure: FailureWords, socket: TLSSocket): Promise<void> {
    const source = this.#sourceOf(socket);
    const clientGuess = source === 'client' ? builtInClient : null;
    const connection = { ...connectionBaseOf(socket), requestNumber: 0, clientGuess };
    const detail = `${failure.message.replace(/\.$/, '')} (${failure.detail.split(':', 1)[0]})`;
    const certificate = { code: 'certificate-unreadable', detail } as const;
    const verdict = await judge(
      { source, presented: { certificate, chain: [] }, connection },
      this.#context,
    );
    verdict.answered({ kind: 'closed' });
  }

  #dropped(dropped: DropArgument | undefined): void {
    const { remoteAddress = null, remotePort } = dropped ?? {};
    this.#report(
      {
        code: 'too-many-connections',
        message: `A connection was refused: ${limits.connections} are open already, the limit of this server.`,
        remedy: 'Close connections that are no longer used.',
        detail: '',
      },
      remoteAddress === null ? null : `${remoteAddress}:${remotePort}`,
    );
  }

  #report(failure: FailureWords, peerAddress: string | null): void {
    const at = this.#options.dependencies.clock.now();
    this.#options.onHandshakeFailure({ at, peerAddress, ...failure });
  }
}
