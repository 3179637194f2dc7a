import { compareWithOcsp } from '#inspect/crl-evidence/compare-with-ocsp.ts';
import { reportCrl } from '#inspect/crl-evidence/crl-report.ts';
import { lookUpSerial } from '#inspect/crl-evidence/look-up-serial.ts';
import { judgeOpenResponse } from '#inspect/response-evidence/judge-open-response.ts';
import { type CertificateList, decodeCrl } from '#pki/crl/decode-crl.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import type { OcspResponse } from '#pki/ocsp/types.ts';
import type {
  Agreement,
  CrlJudgement,
  JudgedAt,
  ObjectJudgement,
  SerialLookUp,
} from '#shared/model/object-judgement.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { OpenOctets, ViewedObjects } from './viewed-objects.ts';

/** What open OCSP responses and CRLs come to, with the certificates that are loaded. */
export interface ObjectJudgements {
  /** null for an object of another kind, or one that cannot be decoded. */
  judge(id: string, judgedAt: JudgedAt): ObjectJudgement | null;
  /** null where the object is no CRL that can be decoded. */
  lookUp(id: string, typed: string): SerialLookUp | null;
}

export function createObjectJudgements({
  viewed,
  policy,
  now,
}: {
  readonly viewed: ViewedObjects;
  readonly policy: () => Policy;
  readonly now: () => EpochMs;
}): ObjectJudgements {
  const crls = () => viewed.ofKind('crl');
  const responses = () => viewed.ofKind('ocsp-response');

  const judgeCrl = (crl: CertificateList, judgedAt: JudgedAt): CrlJudgement => {
    const at = judgedAt === 'own' ? crl.thisUpdate : now();
    const known = viewed.certificates();
    const { isReliable, checks, answers } = reportCrl(crl, { known, certificates: known, at });
    const agreements = responses().flatMap((other) =>
      agreementOf(other, crl, responseIn(other.octets)),
    );
    return { kind: 'crl', at, isReliable, checks, answers, agreements };
  };

  const judgeResponse = ({ octets }: OpenOctets, judgedAt: JudgedAt): ObjectJudgement => {
    const loaded = viewed.certificates();
    const by = { loaded, policy: policy(), now: now(), judgedAt };
    const response = responseIn(octets);
    const agreements = crls().flatMap((other) => agreementOf(other, crlIn(other.octets), response));
    return { ...judgeOpenResponse(octets, by), agreements };
  };

  const crlById = (id: string) => {
    const open = crls().find((one) => one.id === id);
    return open === undefined ? null : crlIn(open.octets);
  };

  return {
    judge: (id, judgedAt) => {
      const response = responses().find((one) => one.id === id);
      if (response !== undefined) return judgeResponse(response, judgedAt);
      const crl = crlById(id);
      return crl === null ? null : judgeCrl(crl, judgedAt);
    },
    lookUp: (id, typed) => {
      const crl = crlById(id);
      return crl === null ? null : lookUpSerial(crl, typed);
    },
  };
}

/** Nothing where the two speak of no certificate in common. */
function agreementOf(
  { id, title }: OpenOctets,
  crl: CertificateList | null,
  response: OcspResponse | null,
): readonly Agreement[] {
  if (crl === null || response === null) return [];
  const agreement = compareWithOcsp(crl, response);
  const isSilent = agreement.compared + agreement.notCovered === 0;
  return isSilent ? [] : [{ other: title, otherId: id, ...agreement }];
}

/** A list of a hundred thousand entries is decoded and indexed once while it is open. */
const decodedCrls = new WeakMap<Uint8Array, CertificateList>();

function crlIn(octets: Uint8Array): CertificateList | null {
  const known = decodedCrls.get(octets);
  if (known !== undefined) return known;
  const crl = decodeCrl(octets);
  if (!crl.ok) return null;
  decodedCrls.set(octets, crl.value);
  return crl.value;
}

function responseIn(octets: Uint8Array): OcspResponse | null {
  const response = decodeResponse(octets);
  return response.ok ? response.value : null;
}
