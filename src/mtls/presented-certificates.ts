import type { X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import type { Certificate } from '#pki/x509/certificate.ts';
import { createCachingDecoder } from '#pki/x509/decode-cached.ts';
import { isIssuerName } from '#pki/x509/issuance.ts';
import type { ChainFailure } from '#shared/model/chain.ts';
import type { Clock } from '#shared/model/ports.ts';
import type { DurationMs } from '#shared/model/time.ts';
import { BoundedMap } from './bounded-map.ts';
import { isNameCarrier } from './name-carrier.ts';
import { readSessionCertificates } from './session-certificates.ts';

/** What a client showed in its handshake, or in the one that its session was resumed from. */
export interface PresentedCertificates {
  readonly certificate: Certificate | ChainFailure;
  readonly chain: readonly Certificate[];
}

/** Certificates, and clients whose latest chain is remembered. */
const capacity = 2_000;

/**
 * Whole chains that one server reads under OpenSSL. Reading one costs about 5 KB per certificate that Node
 * never gives back: `getPeerX509Certificate` takes them out of the session and does not free them.
 */
const wholeReadings = 1_000;

/**
 * Handshakes of one client within a second, above which its chain is no longer read in each: OpenSSL takes
 * half a millisecond per certificate for that, a quarter of the handshake itself.
 */
const readingsPerSecond = 5;

/** The latest reading of a client's chain, and how often it was read since a moment. */
interface Reading {
  readonly chain: readonly Certificate[];
  readonly verifyCode: string;
  readonly since: DurationMs;
  readonly count: number;
}

/** Reads what clients present; the same octets give the same `Certificate`, so that what is known of it stays known. */
export class CertificateReader {
  readonly #clock: Clock;
  readonly #decode = createCachingDecoder(capacity);
  readonly #readings = new BoundedMap<Certificate, Reading>(capacity);
  #wholeReadingsLeft = wholeReadings;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  read(socket: TLSSocket, authorities: readonly Certificate[]): PresentedCertificates {
    const session = socket.getSession();
    const kept = session === undefined ? null : readSessionCertificates(session);
    const der = kept?.certificate ?? certificateOf(socket);
    if (der === null) return { certificate: { code: 'no-certificate' }, chain: [] };
    const decoded = this.#decode(der);
    if (!decoded.ok) {
      const { message, offset, path } = decoded.error;
      const detail = `${message} (${path || 'Certificate'}, octet ${offset})`;
      return { certificate: { code: 'certificate-unreadable', detail }, chain: [] };
    }
    const certificate = decoded.value;
    const chain =
      kept?.chain == null
        ? this.#chainOf(socket, certificate, authorities)
        : this.#decodeAll(kept.chain);
    return { certificate, chain };
  }

  /** OpenSSL does not keep the chain in the session, so it has to be asked for in the handshake that it came in. */
  #chainOf(
    socket: TLSSocket,
    certificate: Certificate,
    authorities: readonly Certificate[],
  ): readonly Certificate[] {
    const known = this.#readings.get(certificate);
    if (socket.isSessionReused()) return known?.chain ?? [];
    // Node gives the code as a string, whatever the type says.
    const verifyCode = String(socket.authorizationError);
    const now = this.#clock.monotonic();
    const isRecent = known !== undefined && now - known.since < 1_000;
    if (isRecent && known.count >= readingsPerSecond && known.verifyCode === verifyCode) {
      return known.chain;
    }
    const chain = this.#readChain(socket, certificate, { verifyCode, authorities });
    const { since, count } = isRecent ? known : { since: now, count: 0 };
    this.#readings.set(certificate, { chain, verifyCode, since, count: count + 1 });
    return chain;
  }

  /** What links up to the client's certificate; all that was sent, where that leads to no trusted CA. */
  #readChain(
    socket: TLSSocket,
    certificate: Certificate,
    {
      verifyCode,
      authorities,
    }: { readonly verifyCode: string; readonly authorities: readonly Certificate[] },
  ): readonly Certificate[] {
    const linked = verifyCode === nothingLinked ? [] : this.#decodeAll(linkedChain(socket));
    const isEnough = leadsToOne(linked.at(-1) ?? certificate, authorities);
    if (isEnough || this.#wholeReadingsLeft === 0) return linked;
    const whole = wholeChain(socket.getPeerX509Certificate());
    if (whole.length > 0) this.#wholeReadingsLeft -= 1;
    return whole.length > linked.length ? this.#decodeAll(whole) : linked;
  }

  #decodeAll(ders: readonly Uint8Array[]): readonly Certificate[] {
    return ders.flatMap((der) => {
      const decoded = this.#decode(der);
      // What cannot be read leads nowhere. A carrier is ours: it links to clients that name no key of their issuer.
      return decoded.ok && !isNameCarrier(decoded.value) ? [decoded.value] : [];
    });
  }
}

/** What TLS says of a client's certificate when it finds no issuer for it, neither sent nor its own. */
const nothingLinked = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE';

/** For a session that cannot be read. Node gives an empty object where there is none, whatever the type says. */
function certificateOf(socket: TLSSocket): Uint8Array | null {
  const raw: Uint8Array | undefined = socket.getPeerCertificate()?.raw;
  return raw ?? null;
}

/**
 * What the client sent besides its own certificate, as far as each issued the one before. The TLS library
 * follows the links by name; what leads nowhere is passed over.
 */
function linkedChain(socket: TLSSocket): readonly Uint8Array[] {
  const ders: Uint8Array[] = [];
  const peer = socket.getPeerCertificate(true);
  const seen = new Set<DetailedPeerCertificate>([peer]);
  for (
    let issuer: DetailedPeerCertificate | undefined = peer.issuerCertificate;
    issuer?.raw !== undefined && !seen.has(issuer);
    issuer = issuer.issuerCertificate
  ) {
    seen.add(issuer);
    ders.push(issuer.raw);
  }
  return ders;
}

function leadsToOne(last: Certificate, authorities: readonly Certificate[]): boolean {
  return authorities.some((authority) => isIssuerName(last, authority));
}

/** All that the client sent besides its own certificate, in its order. */
function wholeChain(peer: X509Certificate | undefined): readonly Uint8Array[] {
  const ders: Uint8Array[] = [];
  for (let next = peer?.issuerCertificate; next !== undefined; next = next.issuerCertificate) {
    ders.push(next.raw);
  }
  return ders;
}
