import { isIP } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { decodeCertificateCached } from '#pki/x509/decode-cached.ts';
import type { ClientFailure, ClientTls } from '#shared/model/mtls.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { DurationMs } from '#shared/model/time.ts';
import { localAddressOf } from '../connection-facts.ts';
import { signatureAlgorithms } from '../signature-algorithms.ts';
import {
  closedWithoutAnswer,
  describeConnectFailure,
  identityUnusable,
  timedOut,
} from './client-failure.ts';
import type { ClientOptions } from './client-options.ts';

/** A TLS connection as it was made. Times in milliseconds since dialling began. */
export interface Dialled {
  readonly socket: TLSSocket;
  readonly tls: ClientTls;
  /** This end of the connection, as the server names its peer. */
  readonly localAddress: string;
  readonly connected: DurationMs | null;
  readonly secured: DurationMs;
  /** What resumes this session in another connection; null while the server has given nothing. */
  readonly session: () => Uint8Array | null;
}

/** A connection that was not made; `connected` is null where not even TCP came about. */
export interface DialFailure {
  readonly failure: ClientFailure;
  readonly connected: DurationMs | null;
}

/** Connects and verifies the server, within the time limit. */
export async function dial(options: ClientOptions): Promise<Result<Dialled, DialFailure>> {
  const startedAt = options.clock.monotonic();
  const elapsed = () => options.clock.monotonic() - startedAt;
  const socket = begin(options);
  if (!socket.ok) return err({ failure: socket.error, connected: null });
  let connected: DurationMs | null = null;
  let localAddress = '';
  socket.value.once('connect', () => {
    connected = elapsed();
    localAddress = localAddressOf(socket.value) ?? '';
    options.onConnected?.(socket.value);
  });
  // TLS 1.2 gives the session within the handshake, TLS 1.3 some time after it.
  let session: Uint8Array | null = null;
  socket.value.on('session', (given: Buffer) => {
    session = given;
  });
  const failure = await secured(socket.value, options);
  if (failure !== null) {
    socket.value.destroy();
    return err({ failure, connected });
  }
  return ok({
    socket: socket.value,
    tls: tlsOf(socket.value),
    localAddress,
    connected,
    secured: elapsed(),
    session: () => session,
  });
}

function begin(options: ClientOptions): Result<TLSSocket, ClientFailure> {
  const { host, port, identity, trustedPem, protocol, session } = options;
  const settings: ConnectionOptions = {
    host: options.address ?? host,
    port,
    minVersion: protocol === 'any' ? 'TLSv1.2' : protocol,
    maxVersion: protocol === 'any' ? 'TLSv1.3' : protocol,
    sigalgs: signatureAlgorithms().list,
    ALPNProtocols: ['http/1.1'],
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(identity === null ? {} : { cert: identity.certificatePem, key: identity.privateKeyPem }),
    ...(trustedPem === null ? {} : { ca: trustedPem }),
    ...(session === null ? {} : { session: Buffer.from(session) }),
  };
  try {
    return ok(connect(settings));
  } catch (error) {
    return err(identityUnusable(error));
  }
}

/** Resolves with null once the handshake is complete and the server's certificate holds. */
function secured(
  socket: TLSSocket,
  { host, port, timeoutMs }: ClientOptions,
): Promise<ClientFailure | null> {
  return new Promise((resolve) => {
    const end = (failure: ClientFailure | null) => {
      clearTimeout(timer);
      socket.off('secureConnect', succeed);
      socket.off('close', close);
      resolve(failure);
    };
    const succeed = () => end(null);
    const close = () => end(closedWithoutAnswer());
    const timer = setTimeout(() => end(timedOut('connect-timed-out', timeoutMs)), timeoutMs);
    socket.once('secureConnect', succeed);
    socket.once('close', close);
    // Stays for good: after the handshake, errors reach whoever waits for an answer in another way.
    socket.on('error', (error) =>
      end(describeConnectFailure(error, socket, `${host} port ${port}`)),
    );
  });
}

function tlsOf(socket: TLSSocket): ClientTls {
  return {
    protocol: socket.getProtocol() ?? '',
    cipher: socket.getCipher().standardName,
    session: socket.isSessionReused() ? 'resumed' : 'new',
    server: serverOf(socket),
  };
}

function serverOf(socket: TLSSocket): string {
  // Node gives an empty object where there is no certificate, whatever the type says.
  const der: Uint8Array | undefined = socket.getPeerCertificate().raw;
  if (der === undefined) return '';
  const certificate = decodeCertificateCached(der);
  return certificate.ok ? certificate.value.facts.subjectText : '';
}
