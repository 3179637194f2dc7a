import type { BasicOcspResponse, DecodedResponderId } from '#pki/ocsp/types.ts';
import { isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { comparableName } from '#pki/x509/name.ts';
import {
  type SignatureInput,
  type SignatureResult,
  verifySignature,
  verifySignatureAside,
} from '#pki/x509/signature.ts';
import { verificationCost } from '#pki/x509/signature-algorithm.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { Kept } from '../evidence.ts';
import { decodeResponseCertificate } from './response-certificate.ts';
import { type AuthoritySubject, authorityOf, type SignerAuthority } from './signer-authority.ts';

/** Where a certificate that may have signed was found. */
export type SignerSource = 'configured' | 'issuer' | 'chain' | 'response';

/** A certificate that the responderID names, and what the signature says of its key. */
export interface Signer {
  readonly certificate: Certificate;
  readonly source: SignerSource;
  readonly signature: SignatureResult;
  readonly authority: SignerAuthority;
}

/** What the search for the signer came to. */
export interface SignerSearch {
  /** The one whose key verifies the signature, else the first that the responderID names, else null. */
  readonly signer: Signer | null;
  /** How many certificates with different keys the responderID names, as far as they were tried. */
  readonly tried: number;
  /** Subjects of the certificates at hand, for a person who looks for the right one. */
  readonly considered: readonly SignerCandidate[];
  /** How many certificates in the response could not be read. */
  readonly unreadable: number;
}

/** A certificate at hand that could have signed. */
export interface SignerCandidate {
  readonly certificate: Certificate;
  readonly source: SignerSource;
}

/** Where to look for the signer, and at what time it is to be valid. */
export interface SignerQuestion extends AuthoritySubject {
  readonly chain: readonly Certificate[];
  readonly at: EpochMs;
  readonly kept: Kept | null;
}

/** Certificates at hand besides those in the response. */
export type SignerSources = Pick<SignerQuestion, 'responderCertificate' | 'issuer' | 'chain'>;

/**
 * The most keys of one source that are tried: a response full of certificates with one name costs no more. Each
 * source has its own, so that a client cannot crowd out the signer in the response with a chain of its making.
 */
const maxTried = 8;

/**
 * Finds the signer of a response (RFC 6960 §3.2 item 3) among the configured responder certificate, the issuing
 * CA, the client's chain and the certificates in the response, in this order. Several may bear the name that
 * the response gives: the first whose key verifies and that may sign is taken, without a look at the rest.
 */
export function findSigner(basic: BasicOcspResponse, question: SignerQuestion): SignerSearch {
  const { considered, unreadable } = collectCandidates(basic, question);
  const tried = new Set<SignerCandidate>();
  const left = { configured: 1, issuer: 1, chain: maxTried, response: maxTried };
  const cost = verificationCost(basic.signatureAlgorithm);
  let best: Signer | null = null;
  for (const isNamed of waysToName(basic.responderId)) {
    for (const candidate of considered) {
      if (rankOf(best, question) === bestRank) break;
      if (left[candidate.source] <= 0 || tried.has(candidate)) continue;
      if (!isNamed(candidate.certificate)) continue;
      tried.add(candidate);
      left[candidate.source] -= cost;
      const signer = judge(candidate, basic, question);
      if (best === null || rankOf(signer, question) > rankOf(best, question)) best = signer;
    }
  }
  return { signer: best, tried: tried.size, considered, unreadable };
}

function collectCandidates(
  basic: BasicOcspResponse,
  { responderCertificate, issuer, chain }: SignerSources,
): Pick<SignerSearch, 'considered' | 'unreadable'> {
  const considered: SignerCandidate[] = [];
  let unreadable = 0;
  const isKnown = (der: Uint8Array) => {
    for (const { certificate } of considered) if (isSameOctets(certificate.der, der)) return true;
    return false;
  };
  const add = (certificate: Certificate, source: SignerSource) => {
    if (!isKnown(certificate.der)) considered.push({ certificate, source });
  };
  if (responderCertificate !== null) add(responderCertificate, 'configured');
  add(issuer, 'issuer');
  for (const certificate of chain) add(certificate, 'chain');
  for (const der of basic.certificates) {
    if (isKnown(der)) continue;
    const certificate = decodeResponseCertificate(der);
    if (certificate === null) unreadable++;
    else considered.push({ certificate, source: 'response' });
  }
  return { considered, unreadable };
}

/**
 * How a ResponderID (RFC 6960 §4.2.1) names a certificate: by the SHA-1 of its key, or by its subject. A subject
 * with the same octets is looked for first, as comparing names in all their spellings takes far longer.
 */
function waysToName(responderId: DecodedResponderId): readonly ((c: Certificate) => boolean)[] {
  if (responderId.by === 'key') {
    const { keyHash } = responderId;
    return [(certificate) => isSameOctets(keyHash, certificate.facts.keyHash)];
  }
  const { name } = responderId;
  let comparable: string | null | undefined;
  return [
    ({ subject }) => isSameOctets(name, subject),
    ({ facts }) => {
      if (comparable === undefined) comparable = comparableName(name);
      return comparable !== null && comparable === facts.comparableSubject;
    },
  ];
}

function judge(
  { certificate, source }: SignerCandidate,
  basic: BasicOcspResponse,
  question: SignerQuestion,
): Signer {
  const signature =
    question.kept === null
      ? (knownSignature(basic, certificate) ?? verifySignature(signatureBy(basic, certificate)))
      : signatureOf(basic, certificate);
  return { certificate, source, signature, authority: authorityOf(certificate, question) };
}

interface KnownSignature {
  readonly certificate: Certificate;
  readonly result: SignatureResult;
}

/** As many as one search tries. */
const maxRemembered = 2 * maxTried + 2;

const signatures = new WeakMap<BasicOcspResponse, KnownSignature[]>();

function signatureBy(basic: BasicOcspResponse, certificate: Certificate): SignatureInput {
  return {
    algorithm: basic.signatureAlgorithm,
    key: certificate,
    data: basic.tbsResponseData,
    signature: basic.signature,
  };
}

/**
 * Verifies what a search for the signer will have to verify first, beside the main thread: the search finds it
 * done. Where the first candidate is not the signer, it verifies the others itself.
 */
export async function verifyAhead(
  basic: BasicOcspResponse,
  question: SignerSources,
): Promise<void> {
  const [isNamed] = waysToName(basic.responderId);
  const { considered } = collectCandidates(basic, question);
  const first = considered.find(({ certificate }) => isNamed?.(certificate) === true);
  if (first === undefined) return;
  const { certificate } = first;
  const result = await verifySignatureAside(signatureBy(basic, certificate));
  rememberSignature(basic, { certificate, result });
}

/** Verified once per kept response and certificate: an answer from the cache is judged anew many times. */
function signatureOf(basic: BasicOcspResponse, certificate: Certificate): SignatureResult {
  const earlier = knownSignature(basic, certificate);
  if (earlier !== null) return earlier;
  const result = verifySignature(signatureBy(basic, certificate));
  rememberSignature(basic, { certificate, result });
  return result;
}

function knownSignature(
  basic: BasicOcspResponse,
  certificate: Certificate,
): SignatureResult | null {
  for (const earlier of signatures.get(basic) ?? []) {
    if (earlier.certificate === certificate) return earlier.result;
  }
  return null;
}

function rememberSignature(basic: BasicOcspResponse, verified: KnownSignature): void {
  const known = signatures.get(basic);
  if (known === undefined) signatures.set(basic, [verified]);
  else if (known.length < maxRemembered) known.push(verified);
}

const bestRank = 3;

/** A key that verifies comes first, then the right to sign, then being valid now. */
function rankOf(signer: Signer | null, { at }: SignerQuestion): number {
  if (signer === null || signer.signature !== 'valid') return 0;
  const { certificate, authority } = signer;
  if (authority.path === null) return 1;
  const isValidNow = certificate.notBefore <= at && at <= certificate.notAfter;
  return authority.path !== 'delegated' || isValidNow ? bestRank : 2;
}
