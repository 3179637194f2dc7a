import type { CertificateList } from '#pki/crl/decode-crl.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { nameToText } from '#pki/x509/name.ts';
import { serialNumberToText } from '#pki/x509/serial-number.ts';
import type { CrlAnswer, CrlCheck } from '#shared/model/object-judgement.ts';
import { assertNever } from '#shared/model/result.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { judgeCrl, lookUp } from './judge-crl.ts';

/** A CRL, judged, with what it says of the certificates at hand. */
export interface CrlReport {
  readonly issuer: string;
  readonly isReliable: boolean;
  readonly checks: readonly CrlCheck[];
  /** Of the certificates that it covers. */
  readonly answers: readonly CrlAnswer[];
}

/** Judges a CRL and looks the certificates up in it; `known` may have issued it. */
export function reportCrl(
  crl: CertificateList,
  {
    known,
    certificates,
    at,
  }: {
    readonly known: readonly Certificate[];
    readonly certificates: readonly Certificate[];
    readonly at: EpochMs;
  },
): CrlReport {
  const { isReliable, checks } = judgeCrl(crl, known, at);
  const answers = certificates.flatMap((certificate) => answerOn(certificate, crl));
  return { issuer: nameToText(crl.issuer), isReliable, checks, answers };
}

function answerOn(certificate: Certificate, crl: CertificateList): readonly CrlAnswer[] {
  const answer = lookUp(crl, certificate);
  const { subjectText: subject, fingerprint } = certificate.facts;
  const serialNumber = serialNumberToText(certificate.serialNumber);
  switch (answer.status) {
    case 'revoked': {
      const { revocationDate: revocationTime, reason } = answer.entry;
      return [{ subject, fingerprint, serialNumber, status: 'revoked', revocationTime, reason }];
    }
    case 'not-listed': {
      const nothing = { revocationTime: null, reason: null };
      return [{ subject, fingerprint, serialNumber, status: 'not-listed', ...nothing }];
    }
    case 'not-covered':
      return [];
    default:
      return assertNever(answer);
  }
}
