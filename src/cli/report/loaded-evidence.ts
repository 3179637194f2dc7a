import { compareWithOcsp } from '#inspect/crl-evidence/compare-with-ocsp.ts';
import { type CrlReport, reportCrl } from '#inspect/crl-evidence/crl-report.ts';
import { judgeOpenResponse } from '#inspect/response-evidence/judge-open-response.ts';
import { withContents } from '#inspect/with-contents.ts';
import { type CertificateList, decodeCrl } from '#pki/crl/decode-crl.ts';
import type { DerError } from '#pki/der/error.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import type { OcspResponse } from '#pki/ocsp/types.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { nameToText } from '#pki/x509/name.ts';
import type { InspectedKind, InspectedObject } from '#shared/model/inspection.ts';
import type { Agreement, ResponseJudgement } from '#shared/model/object-judgement.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import type { Result } from '#shared/model/result.ts';
import type { EpochMs } from '#shared/model/time.ts';

/** All that CRLs and OCSP responses say of the certificates at hand. */
export interface LoadedEvidence {
  readonly crls: readonly CrlReport[];
  readonly responses: readonly JudgedTwice[];
  /** Of each CRL and each response that speak of a certificate in common. */
  readonly agreements: readonly (Omit<Agreement, 'other' | 'otherId'> & {
    readonly issuer: string;
  })[];
}

/** A response at the time at which it was made, and at the one asked about. */
export interface JudgedTwice {
  readonly ownTime: Omit<ResponseJudgement, 'agreements'>;
  readonly now: Omit<ResponseJudgement, 'agreements'>;
}

interface Loaded {
  readonly certificates: readonly Certificate[];
  readonly crls: readonly CertificateList[];
  readonly responses: readonly OcspResponse[];
}

/** The same of what inspecting has found; null where nothing is said of a certificate at hand. */
export function evidenceAmong(
  objects: readonly InspectedObject[],
  at: EpochMs,
): LoadedEvidence | null {
  const found = objects.flatMap(withContents);
  const read = <T>(kind: InspectedKind, decode: (der: Uint8Array) => Result<T, DerError>) =>
    found
      .filter((object) => object.kind === kind)
      .flatMap(({ bytes }) => {
        const decoded = decode(bytes);
        return decoded.ok ? [decoded.value] : [];
      });
  const crls = read('crl', decodeCrl);
  const responses = read('ocsp-response', decodeResponse);
  if (crls.length + responses.length === 0) return null;
  const certificates = read('certificate', decodeCertificate);
  return certificates.length === 0
    ? null
    : gatherEvidence({ certificates, crls, responses }, { trusted: [], at });
}

/** Judges the CRLs and responses, and compares each with each. */
export function gatherEvidence(
  { certificates, crls, responses }: Loaded,
  { trusted, at }: { readonly trusted: readonly Certificate[]; readonly at: EpochMs },
): LoadedEvidence {
  const known = [...new Set([...certificates, ...trusted])];
  const by = { loaded: known, policy: defaultPolicy, now: at };
  const agreements = crls.flatMap((crl) =>
    responses.map((response) => ({
      issuer: nameToText(crl.issuer),
      ...compareWithOcsp(crl, response),
    })),
  );
  return {
    crls: crls.map((crl) => reportCrl(crl, { known, certificates, at })),
    responses: responses.map(({ der }) => ({
      ownTime: judgeOpenResponse(der, { ...by, judgedAt: 'own' }),
      now: judgeOpenResponse(der, { ...by, judgedAt: 'now' }),
    })),
    agreements: agreements.filter(({ compared, notCovered }) => compared + notCovered > 0),
  };
}

/** True where something that can be relied on says that a certificate is revoked. */
export function saysRevoked({ crls, responses }: LoadedEvidence): boolean {
  const byList = crls.some(
    ({ isReliable, answers }) => isReliable && answers.some(({ status }) => status === 'revoked'),
  );
  const byOcsp = responses.some(({ now }) =>
    now.answers.some(({ status }) => status === 'revoked'),
  );
  return byList || byOcsp;
}
