import type { X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate, PeerCertificate, TLSSocket } from 'node:tls';
import type { Certificate } from '#engine/x509/certificate.ts';
import { createCachingDecoder } from '#engine/x509/decode-cached.ts';
import { isSameName } from '#engine/x509/name.ts';
import type { ChainFailure } from '#shared/model/chain.ts';
import { BoundedMap } from './bounded-map.ts';
import { isNameCarrier } from './name-carrier.ts';

/** What a client showed in its handshake, or in the one that its session was resumed from. */
export interface PresentedCertificates {
  readonly certificate: Certificate | ChainFailure;
  readonly chain: readonly Certificate[];
}

/** Reads what clients present; the same octets give the same `Certificate`, so that what is known of it stays known. */
export interface CertificateReader {
  read(socket: TLSSocket, authorities: readonly Certificate[]): PresentedCertificates;
}

/** Certificates, and clients whose chains are remembered for resumed sessions. */
const capacity = 2_000;

/**
 * Complete chains that are read in the life of one server. Reading one costs about 5 KB per certificate that
 * Node never gives back (`getPeerX509Certificate` takes them out of the session and forgets to free them).
 */
const completeReadings = 1_000;

export function createCertificateReader(): CertificateReader {
  const decode = createCachingDecoder(capacity);
  const chains = new BoundedMap<Certificate, readonly Certificate[]>(capacity);
  let readingsLeft = completeReadings;

  const decodeAll = (ders: readonly Uint8Array[]): readonly Certificate[] =>
    ders.flatMap((der) => {
      const decoded = decode(der);
      // What cannot be read leads nowhere. A carrier is ours: it is linked to clients that name no key of their issuer.
      return decoded.ok && !isNameCarrier(decoded.value) ? [decoded.value] : [];
    });

  const chainOf = (
    socket: TLSSocket,
    certificate: Certificate,
    {
      linked,
      authorities,
    }: { readonly linked: readonly Uint8Array[]; readonly authorities: readonly Certificate[] },
  ): readonly Certificate[] => {
    if (socket.isSessionReused() && linked.length === 0) return chains.get(certificate) ?? [];
    const chain = decodeAll(linked);
    if (readingsLeft === 0 || leadsToOne(chain.at(-1) ?? certificate, authorities)) return chain;
    const complete = completeChain(socket.getPeerX509Certificate());
    if (complete.length > 0) readingsLeft -= 1;
    return complete.length > chain.length ? decodeAll(complete) : chain;
  };

  return {
    read: (socket, authorities) => {
      const isAlone = cameAlone(socket);
      // With the links, Node decodes each certificate's key anew: thirty times the cost.
      const peer = isAlone ? socket.getPeerCertificate() : socket.getPeerCertificate(true);
      // Node gives an empty object where there is none, whatever the type says.
      if (peer?.raw === undefined) return { certificate: { code: 'no-certificate' }, chain: [] };
      const decoded = decode(peer.raw);
      if (!decoded.ok) {
        const { message, offset, path } = decoded.error;
        const detail = `${message} (${path || 'Certificate'}, octet ${offset})`;
        return { certificate: { code: 'certificate-unreadable', detail }, chain: [] };
      }
      const certificate = decoded.value;
      const linked = isLinked(peer) ? linkedChain(peer) : [];
      const chain = chainOf(socket, certificate, { linked, authorities });
      chains.set(certificate, chain);
      return { certificate, chain };
    },
  };
}

/**
 * Whether the TLS library found no issuer of the client's certificate in what the client sent. It looks there
 * by itself, and finds nothing to judge by among the name carriers; what it says then, in both runtimes, is this.
 */
function cameAlone(socket: TLSSocket): boolean {
  return String(socket.authorizationError) === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE';
}

function isLinked(peer: PeerCertificate): peer is DetailedPeerCertificate {
  return 'issuerCertificate' in peer;
}

/**
 * What the client sent besides its own certificate, as far as each issued the one before. The TLS library
 * follows the links by name; what leads nowhere is passed over.
 */
function linkedChain(peer: DetailedPeerCertificate): readonly Uint8Array[] {
  const ders: Uint8Array[] = [];
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
  return authorities.some((authority) => isSameName(last.issuer, authority.subject));
}

/** All that the client sent besides its own certificate, in its order. */
function completeChain(peer: X509Certificate | undefined): readonly Uint8Array[] {
  const ders: Uint8Array[] = [];
  for (let next = peer?.issuerCertificate; next !== undefined; next = next.issuerCertificate) {
    ders.push(next.raw);
  }
  return ders;
}
