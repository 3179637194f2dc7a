import type { BasicOcspResponse } from '#pki/ocsp/types.ts';
import { isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificateCached } from '#pki/x509/decode-cached.ts';
import { isSameName } from '#pki/x509/name.ts';
import { verifySignature } from '#pki/x509/signature.ts';
import {
  identifySignatureAlgorithm,
  type SignatureAlgorithm,
  verificationCost,
} from '#pki/x509/signature-algorithm.ts';
import type { HttpResponseRecord } from '#shared/model/transport.ts';
import type { Answer, Evidence } from '../evidence.ts';
import { type AnswerReading, readAnswer } from './read-answer.ts';
import { examineSingles, keyHash, type SingleFacts } from './singles.ts';

/** What the programs judge: the evidence, read. Changing it is asking what would be, if. */
export interface SubjectFacts {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  /** What came with the certificate. */
  readonly presented: readonly Certificate[];
  readonly anchors: readonly Certificate[];
  /** The nonce that was sent. */
  readonly nonce: Uint8Array | null;
  readonly http: HttpResponseRecord | null;
  readonly reading: AnswerReading;
  /** The BasicOCSPResponse; null where there is none. */
  readonly basic: BasicOcspResponse | null;
  /** The certificates in the response in their order; null where one cannot be read. */
  readonly embedded: readonly (Certificate | null)[];
  readonly algorithm: SignatureAlgorithm;
  /** Whether the signature of the response is looked at, or taken to verify with whose key or with none. */
  readonly signature: 'as it is' | 'broken' | Certificate;
}

/** The facts, and what follows from them: every costly answer is worked out at most once for all programs. */
export interface Subject extends SubjectFacts {
  readonly singles: readonly SingleFacts[];
  /** Whether the responderID names the certificate: its subject, or the SHA-1 of its key. */
  names(certificate: Certificate): boolean;
  /** Whether the certificate's key verifies the signature of the response. */
  isSignedBy(certificate: Certificate): boolean;
}

/** The most keys that are tried on one response: one that is full of certificates of its name costs no more. */
const maxSignatures = 64;

const noAlgorithm: SignatureAlgorithm = { kind: 'unknown', name: 'none', digest: null };

/** Prepares evidence for the programs; null where there is no certificate or no answer to judge. */
export function createSubject(evidence: Evidence): Subject | null {
  const { certificate, answer } = evidence;
  if (!('der' in certificate) || answer === null) return null;
  return subjectOf(factsOf(certificate, answer, evidence));
}

function factsOf(certificate: Certificate, answer: Answer, evidence: Evidence): SubjectFacts {
  const reading = readAnswer(answer.response);
  const basic = reading.response?.basic ?? null;
  return {
    certificate,
    issuer: answer.issuer,
    presented: evidence.presentedChain,
    anchors: evidence.trustAnchors,
    nonce: answer.nonce,
    http: answer.http,
    reading,
    basic,
    embedded: (basic?.certificates ?? []).map((der) => decodeEmbedded(der, answer.issuer)),
    algorithm: basic === null ? noAlgorithm : identifySignatureAlgorithm(basic.signatureAlgorithm),
    signature: 'as it is',
  };
}

/** The subject that facts make. */
export function subjectOf(facts: SubjectFacts): Subject {
  const { basic, certificate, issuer, signature } = facts;
  const named = new Map<Certificate, boolean>();
  const signed = new Map<Certificate, boolean>();
  let left = maxSignatures;
  return {
    ...facts,
    singles: examineSingles(basic?.responses ?? [], { certificate, issuer }),
    names: (candidate) => remembered(named, candidate, () => isNamed(basic, candidate)),
    isSignedBy: (candidate) => {
      if (signature === 'broken') return false;
      if (signature !== 'as it is') return isSameOctets(signature.der, candidate.der);
      return remembered(signed, candidate, () => {
        if (basic === null || left <= 0) return false;
        left -= verificationCost(basic.signatureAlgorithm);
        return isSigned(basic, candidate);
      });
    },
  };
}

/** The issuer's own certificate is the same object wherever it comes from, so that what is known of it is found. */
function decodeEmbedded(der: Uint8Array, issuer: Certificate): Certificate | null {
  if (isSameOctets(der, issuer.der)) return issuer;
  const decoded = decodeCertificateCached(der);
  return decoded.ok ? decoded.value : null;
}

function remembered(
  kept: Map<Certificate, boolean>,
  certificate: Certificate,
  work: () => boolean,
): boolean {
  const known = kept.get(certificate);
  if (known !== undefined) return known;
  const value = work();
  kept.set(certificate, value);
  return value;
}

function isNamed(basic: BasicOcspResponse | null, certificate: Certificate): boolean {
  if (basic === null) return false;
  const { responderId } = basic;
  return responderId.by === 'name'
    ? isSameName(responderId.name, certificate.subject)
    : isSameOctets(responderId.keyHash, keyHash(certificate, 'sha1'));
}

function isSigned(basic: BasicOcspResponse, certificate: Certificate): boolean {
  const { signatureAlgorithm, tbsResponseData, signature } = basic;
  const input = {
    algorithm: signatureAlgorithm,
    key: certificate,
    data: tbsResponseData,
    signature,
  };
  return verifySignature(input) === 'valid';
}
