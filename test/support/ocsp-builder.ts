import { createHash } from 'node:crypto';
import type { FailureCode } from '#engine/judge/checks/failure-code.ts';
import {
  type ResponseQuestion,
  type ResponseVerdict,
  verifyResponse,
} from '#engine/judge/verify-response.ts';
import { createCertId } from '#pki/ocsp/cert-id.ts';
import { encodeResponse, type OrOctets } from '#pki/ocsp/encode-response.ts';
import { createNonceExtension } from '#pki/ocsp/nonce.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import type { DecodedResponderId, OcspResponse, SingleResponse } from '#pki/ocsp/types.ts';
import type { Extension } from '#pki/x509/certificate.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import type { CheckId, CheckResult } from '#shared/model/verdict.ts';
import {
  issueCertificate,
  signWith,
  type TestAlgorithm,
  type TestIdentity,
  testExtensions,
} from './test-certificate.ts';

/** The time of every check here, unless a test says otherwise. */
export const at = Date.UTC(2026, 0, 10, 12, 0, 0);
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

const { ca, caKeyUsage, clientAuth, noCheck, ocspSigning } = testExtensions;

export const root = issueCertificate({ commonName: 'Test Root', extensions: [ca, caKeyUsage] });
export const issuer = issueCertificate({
  commonName: 'Test CA',
  issuer: root,
  extensions: [ca, caKeyUsage],
});
export const client = issueCertificate({
  commonName: 'Test Client',
  issuer,
  extensions: [clientAuth],
});
export const delegate = issueCertificate({
  commonName: 'Test Responder',
  issuer,
  extensions: [ocspSigning, noCheck],
});

/** How a response is made; what is left out is as a good responder does it. */
export interface AnswerOptions {
  readonly version?: number;
  /** The issuing CA by default. */
  readonly signer?: TestIdentity;
  readonly responderId?: 'name' | 'key' | DecodedResponderId;
  readonly producedAt?: number;
  readonly responses?: readonly OrOctets<SingleResponse>[];
  readonly extensions?: readonly Extension[];
  readonly nonce?: Uint8Array;
  /** By default the signer's, if it is not the issuing CA. */
  readonly certificates?: readonly Uint8Array[];
  readonly algorithm?: TestAlgorithm;
  /** `corrupt` flips a bit of the last octet but one; octets stand in place of a signature. */
  readonly signature?: 'valid' | 'corrupt' | Uint8Array;
}

/** An answer about the client: good, an hour old, with a day to go. */
export function single(changes: Partial<SingleResponse> = {}): SingleResponse {
  return {
    certId: createCertId(client.certificate, issuer.certificate, 'sha1'),
    certStatus: { status: 'good' },
    thisUpdate: at - hour,
    nextUpdate: at + day,
    extensions: [],
    ...changes,
  };
}

/** DER of a response. */
export function answer(options: AnswerOptions = {}): Uint8Array {
  const signer = options.signer ?? issuer;
  const algorithm = options.algorithm ?? signer.keys.algorithm;
  const nonce = options.nonce === undefined ? [] : [createNonceExtension(options.nonce)];
  return encodeResponse({
    version: options.version ?? 0,
    responderId: responderIdOf(signer, options.responderId ?? 'name'),
    producedAt: options.producedAt ?? at - hour,
    responses: options.responses ?? [single()],
    extensions: [...nonce, ...(options.extensions ?? [])],
    signatureAlgorithm: algorithm.identifier,
    sign: (tbsResponseData) => {
      if (options.signature instanceof Uint8Array) return options.signature;
      const signature = signWith(signer.keys, tbsResponseData, algorithm);
      if (options.signature === 'corrupt') flipBit(signature, signature.length - 2);
      return signature;
    },
    certificates: options.certificates ?? (signer === issuer ? [] : [signer.certificate.der]),
  });
}

function responderIdOf(
  { certificate }: TestIdentity,
  responderId: 'name' | 'key' | DecodedResponderId,
): DecodedResponderId {
  if (responderId === 'name') return { by: 'name', name: certificate.subject };
  if (responderId !== 'key') return responderId;
  const keyHash = createHash('sha1').update(certificate.subjectPublicKey).digest();
  return { by: 'key', keyHash: new Uint8Array(keyHash) };
}

function flipBit(octets: Uint8Array, index: number): void {
  octets[index] = (octets[index] ?? 0) ^ 0x01;
}

/** Decodes what a test knows to be a response. */
export function decoded(der: Uint8Array): OcspResponse {
  const result = decodeResponse(der);
  if (!result.ok) throw new Error(`${result.error.path}: ${result.error.message}`);
  return result.value;
}

/** The usual question about the client, with `changes`. */
export function question(
  der: Uint8Array,
  changes: Partial<ResponseQuestion> = {},
): ResponseQuestion {
  return {
    response: decoded(der),
    certificate: client.certificate,
    issuer: issuer.certificate,
    chain: [client.certificate, issuer.certificate, root.certificate],
    certId: createCertId(client.certificate, issuer.certificate, 'sha1'),
    nonce: null,
    policy: defaultPolicy,
    at,
    responderCertificate: null,
    kept: null,
    ...changes,
  };
}

/** Makes a response and judges it. */
export function judge(
  options: AnswerOptions = {},
  changes: Partial<ResponseQuestion> = {},
): ResponseVerdict {
  return verifyResponse(question(answer(options), changes));
}

/** A policy that differs from the usual one. */
export function policy(
  changes: Partial<ResponseQuestion['policy']>,
): Pick<ResponseQuestion, 'policy'> {
  return {
    policy: { ...defaultPolicy, ...changes },
  };
}

/** The result of one check. */
export function resultOf(verdict: ResponseVerdict, id: CheckId): CheckResult {
  const result = verdict.checks.find((check) => check.id === id);
  if (result === undefined) throw new Error(`${id} did not report`);
  return result;
}

/** The checks that are neither passed nor inapplicable, by outcome. */
export function troubles(verdict: ResponseVerdict): Readonly<Record<string, string>> {
  return Object.fromEntries(
    verdict.checks
      .filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable')
      .map(({ id, outcome }) => [id, outcome]),
  );
}

/** What a verdict looks like when this check alone fails, with this code. */
export function failing(check: CheckId, code: FailureCode) {
  return { status: 'indeterminate', code, check, troubles: { [check]: 'fail' } };
}

/** A verdict in the form of `failing`. */
export function outline(verdict: ResponseVerdict) {
  const { status, reason } = verdict;
  return {
    status,
    code: reason?.code ?? null,
    check: reason?.check ?? null,
    troubles: troubles(verdict),
  };
}

/** What `outline` gives of a good answer with these warnings. */
export function goodWith(...warnings: readonly CheckId[]) {
  const warned = Object.fromEntries(warnings.map((id) => [id, 'warn']));
  return { status: 'good', code: null, check: null, troubles: warned };
}
