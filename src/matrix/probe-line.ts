import { isIP } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type ConnectionOptions, checkServerIdentity, connect, type TLSSocket } from 'node:tls';
import type { ProbeRecord } from '#shared/model/matrix-run.ts';
import type { Clock } from '#shared/model/ports.ts';
import type { DurationMs, EpochMs } from '#shared/model/time.ts';
import { alertOf } from './alerts.ts';
import type { CellIdentity } from './cell.ts';
import { isComplete, type PartialAnswer, readAnswer } from './read-answer.ts';
import type { MatrixTarget } from './target.ts';

export interface ProbeOptions {
  readonly target: MatrixTarget;
  /** null presents no certificate. */
  readonly identity: CellIdentity | null;
  /** What the target showed at first, where it is trusted for that; null before it has shown anything. */
  readonly pinned: string | null;
  readonly patienceMs: DurationMs;
  readonly clock: Clock;
  /** From an earlier visit, to be resumed; null for a full handshake. */
  readonly session: Buffer | null;
  readonly signal: AbortSignal;
}

/** How long a client waits for a ticket after the handshake of TLS 1.3; a server that denies says so meanwhile. */
const ticketWaitMs = 250;
/** How long the rest of an answer may take once its head is there. */
const restMs = 1_000;

type Closed = Exclude<ProbeRecord['closed'], null>;

/** What happened to a connection so far; filled in by its events. */
interface Seen {
  connected: DurationMs | null;
  secured: DurationMs | null;
  firstByte: DurationMs | null;
  closed: Closed | null;
  alert: number | null;
  failure: ProbeRecord['failure'];
  chunks: Buffer[];
}

/** One connection to a target, on which a client can ask more than once. Nothing is ever tried again silently. */
export class ProbeLine {
  readonly #options: ProbeOptions;
  readonly #startedAt: number;
  readonly #began: EpochMs;
  readonly #tls: TLSSocket;
  readonly #seen: Seen = {
    connected: null,
    secured: null,
    firstByte: null,
    closed: null,
    alert: null,
    failure: null,
    chunks: [],
  };
  #session: Buffer | null = null;
  #fingerprint: string | null = null;
  #wake: () => void = () => {};

  constructor(options: ProbeOptions) {
    this.#options = options;
    this.#startedAt = options.clock.monotonic();
    this.#began = options.clock.now();
    this.#tls = connect(tlsOptions(options));
    this.#tls.once('connect', () => {
      this.#seen.connected = this.#elapsed();
    });
    this.#listen();
  }

  /** What resumes this session in another connection; null while the target has given nothing. */
  get session(): Buffer | null {
    return this.#session;
  }

  /** Connects, asks once, and reads until there is an answer, a goodbye, or no patience left. */
  async ask(connection: 'close' | 'keep-alive'): Promise<ProbeRecord> {
    const { patienceMs } = this.#options;
    const deadline = this.#options.clock.monotonic() + patienceMs;
    const isOver = () => this.#seen.closed !== null;
    await this.#until(() => isOver() || this.#seen.secured !== null, deadline);
    if (!isOver() && this.#seen.secured !== null) {
      const isFirst = this.#seen.chunks.length === 0 && this.#session === null;
      if (isFirst && this.#tls.getProtocol() === 'TLSv1.3') {
        const wait = this.#options.clock.monotonic() + ticketWaitMs;
        await this.#until(() => isOver() || this.#session !== null, Math.min(wait, deadline));
        // What is written while the TLS library still hands over the ticket is never sent.
        await nextTurn();
      }
      this.#seen.chunks = [];
      this.#seen.firstByte = null;
      if (!isOver()) this.#tls.write(requestOf(this.#options.target, connection));
      await this.#until(() => isOver() || this.#answer() !== null, deadline);
      if (this.#answer() !== null) {
        const rest = Math.min(this.#options.clock.monotonic() + restMs, deadline);
        const isWhole = () => isComplete(this.#answer(), this.#options.target.method);
        await this.#until(() => isOver() || isWhole(), rest);
      }
    }
    return this.#record();
  }

  isOpen(): boolean {
    return this.#seen.closed === null && this.#tls.writable;
  }

  close(): void {
    this.#seen.closed ??= 'us';
    this.#tls.destroy();
  }

  #elapsed(): DurationMs {
    return this.#options.clock.monotonic() - this.#startedAt;
  }

  #answer(): PartialAnswer | null {
    return readAnswer(Buffer.concat(this.#seen.chunks));
  }

  #listen(): void {
    const seen = this.#seen;
    const note = (change: () => void) => () => {
      change();
      this.#wake();
    };
    this.#tls.once(
      'secureConnect',
      note(() => this.#secured()),
    );
    this.#tls.on('session', (session: Buffer) => {
      this.#session = session;
      this.#wake();
    });
    this.#tls.on('data', (chunk: Buffer) => {
      seen.firstByte ??= this.#elapsed();
      const kept = seen.chunks.reduce((sum, { length }) => sum + length, 0);
      if (kept < 65_536) seen.chunks.push(chunk);
      this.#wake();
    });
    this.#tls.once(
      'end',
      note(() => {
        seen.closed ??= 'fin';
      }),
    );
    this.#tls.once(
      'close',
      note(() => {
        seen.closed ??= 'fin';
      }),
    );
    this.#tls.on('error', (error: Error) => this.#failed(error));
  }

  #secured(): void {
    const { target, pinned } = this.#options;
    this.#seen.secured = this.#elapsed();
    this.#fingerprint = this.#tls.getPeerCertificate().fingerprint256 ?? null;
    const isOther = pinned !== null && this.#fingerprint !== null && this.#fingerprint !== pinned;
    if (target.trust.by === 'first-use' && isOther) {
      const message = `The target shows another certificate (${this.#fingerprint}) than at first (${pinned}).`;
      this.#seen.failure = { kind: 'server-tls', message };
      this.close();
    }
  }

  #failed(error: Error): void {
    const seen = this.#seen;
    if (seen.closed !== null) return;
    const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
    const alert = alertOf(error);
    const message = error.message.trim();
    if (alert !== null) [seen.alert, seen.closed] = [alert, 'alert'];
    else if (seen.connected === null) {
      seen.failure = { kind: 'tcp', message };
      seen.closed = 'us';
    } else if (this.#tls.authorizationError && seen.secured === null) {
      seen.failure = { kind: 'server-tls', message: `${message} (${code})` };
      seen.closed = 'us';
    } else if (code === 'ECONNRESET' || code === 'EPIPE') {
      // Node says this of a plain end in the middle of the handshake too; only a read can be reset.
      seen.closed = 'syscall' in error ? 'reset' : 'fin';
    } else {
      const kind = seen.secured === null ? 'server-tls' : 'other';
      seen.failure = { kind, message: `${message} (${code})` };
      seen.closed = 'us';
    }
    this.#wake();
  }

  /** Resolves when the condition holds, or at the deadline, or when the run is cancelled. */
  #until(holds: () => boolean, deadline: number): Promise<void> {
    const { clock, signal } = this.#options;
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', finish);
        this.#wake = () => {};
        resolve();
      };
      const timer = setTimeout(finish, Math.max(deadline - clock.monotonic(), 0));
      signal.addEventListener('abort', finish, { once: true });
      this.#wake = () => {
        if (holds()) finish();
      };
      if (holds() || signal.aborted) finish();
    });
  }

  #record(): ProbeRecord {
    const seen = this.#seen;
    const answer = this.#answer();
    const phase =
      answer !== null
        ? 'response'
        : seen.secured !== null
          ? 'after-handshake'
          : seen.connected !== null
            ? 'handshake'
            : 'connect';
    return {
      startedAt: this.#began,
      phase,
      alert: seen.alert,
      httpStatus: answer?.status ?? null,
      headers: answer?.headers ?? {},
      body: answer?.body.slice(0, 4_096) ?? '',
      closed: seen.closed,
      tlsVersion: seen.secured === null ? null : this.#tls.getProtocol(),
      resumed: seen.secured !== null && this.#tls.isSessionReused(),
      serverFingerprint: this.#fingerprint,
      failure: seen.failure,
      times: {
        connected: seen.connected,
        secured: seen.secured,
        firstByte: seen.firstByte,
        total: this.#elapsed(),
      },
    };
  }
}

/** Visits a target once over a connection of its own. */
export async function probe(options: ProbeOptions): Promise<ProbeRecord> {
  const line = new ProbeLine(options);
  const record = await line.ask('close');
  line.close();
  return record;
}

function tlsOptions(options: ProbeOptions): ConnectionOptions {
  const { target, identity, session } = options;
  const name = target.serverName ?? target.host;
  return {
    ...(target.connectTo ?? { host: target.host, port: target.port }),
    servername: isIP(name) === 0 ? name : '',
    // The name in the certificate is that of the URL, also where another address is connected to.
    checkServerIdentity: (_connected, certificate) => checkServerIdentity(name, certificate),
    ...(target.trust.by === 'cas'
      ? { ca: target.trust.pem, rejectUnauthorized: true }
      : { rejectUnauthorized: false }),
    ...(identity === null ? {} : { cert: identity.certificatePem, key: identity.privateKeyPem }),
    ...(target.tls === 'any' ? {} : { minVersion: target.tls, maxVersion: target.tls }),
    ...(session === null ? {} : { session }),
    ALPNProtocols: ['http/1.1'],
  };
}

function requestOf(target: MatrixTarget, connection: 'close' | 'keep-alive'): string {
  const { method, path, host, port } = target;
  const named = isIP(host) === 6 ? `[${host}]` : host;
  return [
    `${method} ${path} HTTP/1.1`,
    `Host: ${target.hostHeader ?? `${named}:${port}`}`,
    'User-Agent: revoscope',
    'Accept: */*',
    ...(method === 'POST' ? ['Content-Length: 0'] : []),
    `Connection: ${connection}`,
    '',
    '',
  ].join('\r\n');
}
