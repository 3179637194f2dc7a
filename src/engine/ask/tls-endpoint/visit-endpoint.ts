import { isIP, type Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { Clock } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { DurationMs } from '#shared/model/time.ts';
import type { TransportError } from '#shared/model/transport.ts';
import { type Lateness, startDeadlines } from '../transport/deadlines.ts';
import { connectTo } from '../transport/dial.ts';
import type { NetworkRule } from '../transport/network-rule.ts';
import type { HttpProxy } from '../transport/proxy.ts';
import type { Lookup } from '../transport/resolve-host.ts';
import { describeTlsError } from '../transport/secure.ts';
import type { EndpointAddress } from './endpoint-address.ts';

/** One visit to a TLS server. */
export interface EndpointVisit {
  readonly address: EndpointAddress;
  /** The name to ask for (SNI); null asks for none. */
  readonly serverName: string | null;
  readonly rule: NetworkRule;
  readonly proxy: HttpProxy | null;
  readonly lookup: Lookup;
  readonly connectTimeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly clock: Clock;
}

/** What a TLS server sent in its handshake. Nothing of it has been judged. */
export interface EndpointRecord {
  readonly address: EndpointAddress;
  readonly serverName: string | null;
  /** The IP address that was connected to; null through a proxy. */
  readonly remoteAddress: string | null;
  /** `TLSv1.3`; null where the handshake was not finished. */
  readonly protocol: string | null;
  readonly cipher: string | null;
  /** DER of the certificates as they were sent, the server's own first. */
  readonly certificates: readonly Uint8Array[];
  /** The OCSP response that was stapled for the first of them (RFC 6066 §8); null for none. */
  readonly stapled: Uint8Array | null;
  /** Why the handshake ended early although certificates came: a server that wants a client certificate, say. */
  readonly brokenOff: string | null;
  readonly durationMs: DurationMs;
}

/**
 * Connects to a TLS server, takes what it sends, and leaves. Its certificate is not verified: that is what
 * the caller wants to look into. No client certificate is offered and nothing is asked for.
 */
export function visitEndpoint(
  visit: EndpointVisit,
  signal: AbortSignal,
): Promise<Result<EndpointRecord, TransportError>> {
  return new Promise((resolve) => {
    const stop = new AbortController();
    const beganAt = visit.clock.monotonic();
    const settle = (result: Result<EndpointRecord, TransportError>) => {
      deadlines.clear();
      signal.removeEventListener('abort', cancel);
      stop.abort();
      resolve(result);
    };
    const cancel = () => settle(err({ code: 'cancelled' }));
    const deadlines = startDeadlines(visit, (late) => settle(err(timeOut(late))));
    signal.addEventListener('abort', cancel);
    if (signal.aborted) {
      cancel();
      return;
    }
    deadlines.connecting();
    void openTo(visit, stop.signal).then((connected) => {
      if (!connected.ok) {
        settle(connected);
        return;
      }
      deadlines.connected();
      shakeHands(connected.value, visit, stop.signal).then((shaken) => {
        const durationMs = visit.clock.monotonic() - beganAt;
        settle(shaken.ok ? ok({ ...shaken.value, durationMs }) : shaken);
      });
    });
  });
}

function openTo({ address, proxy, rule, lookup }: EndpointVisit, signal: AbortSignal) {
  const { host, port } = address;
  const url = new URL(`https://${isIP(host) === 6 ? `[${host}]` : host}:${port}/`);
  const target = { url, host, port, security: 'tls' } as const;
  return connectTo({ target, proxy, rule, lookup, onStep: () => {} }, signal);
}

type Shaken = Omit<EndpointRecord, 'durationMs'>;

function shakeHands(
  socket: Socket,
  visit: EndpointVisit,
  signal: AbortSignal,
): Promise<Result<Shaken, TransportError>> {
  return new Promise((resolve) => {
    const { address, serverName, proxy } = visit;
    const remoteAddress = proxy === null ? (socket.remoteAddress ?? null) : null;
    let stapled: Uint8Array | null = null;
    let certificates: readonly Uint8Array[] = [];
    // The types do not know `requestOCSP` here; Node does.
    const options = {
      socket,
      ...(serverName === null ? {} : { servername: serverName }),
      // Nothing is verified, and without CAs of its own the library adds no certificate to those that came.
      rejectUnauthorized: false,
      ca: [],
      requestOCSP: true,
    };
    const secured = connect(options);
    const facts = { address, serverName, remoteAddress };
    const leave = () => {
      secured.destroy();
      socket.destroy();
    };
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) leave();
    secured.on('OCSPResponse', (response: Buffer | null) => {
      if (response !== null && response.length > 0) stapled = new Uint8Array(response);
      // Read here already: a server that insists on a client certificate breaks off after this.
      certificates = sentCertificates(secured);
    });
    secured.on('error', (error) => {
      const detail = describeTlsError(error);
      resolve(
        certificates.length === 0
          ? err({ code: 'tls-failed', host: address.host, detail })
          : ok({
              ...facts,
              protocol: null,
              cipher: null,
              certificates,
              stapled,
              brokenOff: detail,
            }),
      );
      leave();
    });
    secured.once('secureConnect', () => {
      if (certificates.length === 0) certificates = sentCertificates(secured);
      const protocol = secured.getProtocol();
      const cipher = secured.getCipher().standardName;
      resolve(ok({ ...facts, protocol, cipher, certificates, stapled, brokenOff: null }));
      // It is told goodbye: what was read is not cut off by the end of the visit.
      signal.removeEventListener('abort', leave);
      secured.destroySoon();
    });
  });
}

/** What the server sent, in its order. To be called once: Node takes the certificates out of the session. */
function sentCertificates(secured: TLSSocket): readonly Uint8Array[] {
  const ders: Uint8Array[] = [];
  let next = secured.getPeerX509Certificate();
  for (; next !== undefined; next = next.issuerCertificate) ders.push(new Uint8Array(next.raw));
  return ders;
}

function timeOut({ of, afterMs }: Lateness): TransportError {
  return of === 'connection'
    ? { code: 'connect-timed-out', afterMs }
    : { code: 'response-timed-out', afterMs, receivedBytes: 0 };
}
