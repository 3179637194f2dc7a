import { judgeSaved } from '#engine/ask/judge-saved.ts';
import { caseOf } from '#engine/judge/case-evidence.ts';
import type { Answer, Evidence } from '#engine/judge/evidence.ts';
import { savedAnswer } from '#engine/judge/saved-answer.ts';
import { certIdHashOf, createCertId } from '#pki/ocsp/cert-id.ts';
import { decodeRequest } from '#pki/ocsp/request.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import type { CertId, OcspRequest } from '#pki/ocsp/types.ts';
import { hexOf, isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { presentCertificate } from '#pki/x509/summary.ts';
import type { Case } from '#shared/case/case.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { Clock } from '#shared/model/ports.ts';
import { type EpochMs, toRfc3339 } from '#shared/model/time.ts';
import type { HttpResponseRecord, TransportError } from '#shared/model/transport.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import type { CapturedExchange } from '../captures/exchange.ts';

/** What exchanges are judged with. */
export interface JudgedWith {
  /** Certificates at hand, among which those that were asked about and their issuers are looked for. */
  readonly certificates: readonly Certificate[];
  readonly policy: Policy;
  readonly clock: Clock;
}

/** The cases of an exchange, one for each certificate that was asked about, and what could not be judged. */
export interface ExchangeCases {
  readonly cases: readonly Case[];
  readonly remarks: readonly string[];
}

/** Judges an exchange as of its own time, with the certificates at hand. The issuer is trusted, as in a check. */
export function casesOfExchange(exchange: CapturedExchange, by: JudgedWith): ExchangeCases {
  if (!isTold(exchange.at)) {
    return {
      cases: [],
      remarks: [`${exchange.place}: it says to be of a time that no date tells.`],
    };
  }
  const decoded = exchange.request === null ? null : decodeRequest(exchange.request);
  const request = decoded?.ok === true ? decoded.value : null;
  const cases: Case[] = [];
  const remarks: string[] = [];
  for (const certId of certIdsOf(request, exchange.response)) {
    const found = findSubject(certId, by.certificates);
    if (typeof found === 'string') remarks.push(`${exchange.place}: ${found}`);
    else cases.push(caseAbout(found, { exchange, request, certId }, by));
  }
  return { cases, remarks };
}

/** Whether RFC 3339 can tell a time: it knows the years up to 9999. */
function isTold(at: EpochMs): boolean {
  return at >= 0 && at < Date.UTC(10_000, 0);
}

/** Which certificates were asked about, or else answered about. */
function certIdsOf(request: OcspRequest | null, response: Uint8Array | null): readonly CertId[] {
  if (request !== null) return request.requestList.map(({ certId }) => certId);
  const decoded = response === null ? null : decodeResponse(response);
  const singles = decoded?.ok === true ? (decoded.value.basic?.responses ?? []) : [];
  return singles.map(({ certId }) => certId);
}

interface Subject {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
}

/** The certificate that a CertID means, and its issuer; in words what is not at hand. */
function findSubject(certId: CertId, certificates: readonly Certificate[]): Subject | string {
  const hash = certIdHashOf(certId.hashAlgorithm);
  const serial = toReadableSerial(hexOf(certId.serialNumber));
  if (hash === null)
    return `its CertID is hashed with ${certId.hashAlgorithm.oid}, which no certificate is looked for by.`;
  const candidates = certificates.filter(({ serialNumber }) =>
    isSameOctets(serialNumber, certId.serialNumber),
  );
  if (candidates.length === 0) {
    return `no certificate at hand has the serial number ${serial}. Open it and its issuer first.`;
  }
  for (const certificate of candidates) {
    const issuer = certificates.find((one) => {
      const own = createCertId(certificate, one, hash);
      const { issuerKeyHash, issuerNameHash } = certId;
      return (
        isSameOctets(own.issuerKeyHash, issuerKeyHash) &&
        isSameOctets(own.issuerNameHash, issuerNameHash)
      );
    });
    if (issuer !== undefined) return { certificate, issuer };
  }
  return `the issuer of the certificate with the serial number ${serial} is not at hand. Open it first.`;
}

function caseAbout(
  { certificate, issuer }: Subject,
  asked: {
    readonly exchange: CapturedExchange;
    readonly request: OcspRequest | null;
    readonly certId: CertId;
  },
  { policy: wished, clock }: JudgedWith,
): Case {
  const { exchange, request, certId } = asked;
  const answer = answerOf({ certificate, issuer }, exchange, request);
  const evidence: Evidence = {
    certificate,
    presentedChain: [],
    trustAnchors: [issuer],
    purpose: 'any',
    answer,
    unanswered: answer === null ? failureOf(exchange.http) : null,
  };
  const policy = policyAsAsked(wished, { certId, hasNonce: (request?.nonce ?? null) !== null });
  const at: EpochMs = Math.round(exchange.at);
  const outcome = judgeSaved({ evidence, policy, at }, { clock, emit: () => {} });
  const name = `${presentCertificate(certificate).summary.label} at ${toRfc3339(at)}`;
  const notes = `Taken from ${exchange.place} of a capture.`;
  return caseOf(evidence, { name, notes, at, clockOffsetMs: 0, policy, outcome });
}

/** The question stands already: the policy is as whoever asked it had it. */
function policyAsAsked(
  policy: Policy,
  { certId, hasNonce }: { readonly certId: CertId; readonly hasNonce: boolean },
): Policy {
  const hash = certIdHashOf(certId.hashAlgorithm) ?? policy.hash;
  const wants = policy.nonce === 'omit' ? 'send' : policy.nonce;
  const nonce = hasNonce ? wants : 'omit';
  return { ...policy, ocsp: 'enabled', hash, nonce, cache: { ...policy.cache, use: 'off' } };
}

function answerOf(
  subject: Subject,
  { response, http, asked }: CapturedExchange,
  request: OcspRequest | null,
): Answer | null {
  if (response === null || response.length === 0 || (http !== null && http.status !== 200))
    return null;
  return { ...savedAnswer({ ...subject, response, request }), http, asked };
}

/** Why an exchange has no answer, in the terms of one who would have asked it. */
function failureOf(http: HttpResponseRecord | null): TransportError {
  if (http === null) return { code: 'connection-lost', receivedBytes: 0, expectedBytes: null };
  const { status, statusText, headers, contentType } = http;
  if (status === 200) return { code: 'response-empty', contentType };
  if (status < 300 || status >= 400) return { code: 'http-status', status, statusText };
  const location = headers.find(({ name }) => name.toLowerCase() === 'location')?.value ?? null;
  return { code: 'redirected', status, location };
}
