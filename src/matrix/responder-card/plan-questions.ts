import { createHash } from 'node:crypto';
import { createCertId } from '#pki/ocsp/cert-id.ts';
import { encodeRequest } from '#pki/ocsp/request.ts';
import type { CertId } from '#pki/ocsp/types.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { CertIdHash } from '#shared/model/ocsp.ts';
import type { RandomBytes } from '#shared/model/ports.ts';
import type { PlannedQuestion } from '#shared/model/responder-card.ts';

/** Whom the questions are about. */
export interface CardSubjects {
  readonly issuer: Certificate;
  /** Certificates of that issuer; where there is none, only serial numbers that nobody issued are asked about. */
  readonly certificates: readonly Certificate[];
}

/** Lengths of nonces that are tried (RFC 9654 §2.1: 1 to 128, and 32 is what a client should send). */
export const nonceLengths = [1, 16, 32, 128] as const;
export const cardHashes: readonly CertIdHash[] = ['sha1', 'sha256', 'sha384', 'sha512'];

/** A certificate that stands for a serial number of the issuer; only its names and number are ever looked at. */
export function subjectOf(issuer: Certificate, serialNumber: Uint8Array): Certificate {
  return { ...issuer, issuer: issuer.subject, serialNumber };
}

/** Everything that a card asks, in order; nothing else is ever sent. */
export function planQuestions(
  { issuer, certificates }: CardSubjects,
  random: RandomBytes,
): readonly PlannedQuestion[] {
  const known = certificates[0] ?? subjectOf(issuer, neverIssued(random));
  const idOf = (certificate: Certificate, hash: CertIdHash = 'sha1') =>
    createCertId(certificate, issuer, hash);
  const ask = (
    id: string,
    what: string,
    parts: Partial<{ certIds: readonly CertId[]; nonce: Uint8Array; method: 'get' | 'post' }> = {},
  ): PlannedQuestion => {
    const certIds = parts.certIds ?? [idOf(known)];
    const nonce = parts.nonce ?? null;
    const serialNumbers = certIds.map((one) => Buffer.from(one.serialNumber).toString('hex'));
    const body = encodeRequest({ certIds, nonce });
    return { id, what, method: parts.method ?? 'post', body, nonce, serialNumbers };
  };
  const raw = (id: string, what: string, body: Uint8Array): PlannedQuestion => ({
    id,
    what,
    method: 'post',
    body,
    nonce: null,
    serialNumbers: [],
  });
  const unissued = subjectOf(issuer, neverIssued(random));
  const several = [...certificates.slice(0, 3), unissued, subjectOf(issuer, neverIssued(random))];
  return [
    ask('post', 'The status of one certificate by POST.'),
    ask('get', 'The same by GET.', { method: 'get' }),
    ask('again', 'The same by POST again, to see what is signed anew.'),
    ...cardHashes
      .filter((hash) => hash !== 'sha1')
      .map((hash) =>
        ask(`hash-${hash}`, `The same with a CertID of ${hash.toUpperCase()}.`, {
          certIds: [idOf(known, hash)],
        }),
      ),
    ...nonceLengths.map((length) =>
      ask(
        `nonce-${length}`,
        `The same with a nonce of ${length} ${length === 1 ? 'octet' : 'octets'}.`,
        {
          nonce: random(length),
        },
      ),
    ),
    ask('several', `${several.length} certificates in one request.`, {
      certIds: several.map((one) => idOf(one)),
    }),
    ask('never-issued', 'A serial number that nobody issued.', { certIds: [idOf(unissued)] }),
    ask('other-issuer', 'A certificate of a CA that does not exist.', {
      certIds: [ofNoCa(idOf(unissued), random)],
    }),
    raw('garbage', '16 octets that are no request.', random(16)),
    raw('empty', 'A request without a body.', new Uint8Array(0)),
  ];
}

/** 16 octets, positive, and random: no CA has given that number to anybody. */
function neverIssued(random: RandomBytes): Uint8Array {
  const octets = Uint8Array.from(random(16));
  octets[0] = ((octets[0] ?? 0) & 0x3f) | 0x40;
  return octets;
}

function ofNoCa(certId: CertId, random: RandomBytes): CertId {
  const digest = () => new Uint8Array(createHash('sha1').update(random(20)).digest());
  return { ...certId, issuerNameHash: digest(), issuerKeyHash: digest() };
}
