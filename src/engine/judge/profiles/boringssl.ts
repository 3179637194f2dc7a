import type { SingleResponse } from '#pki/ocsp/types.ts';
import { isSameName } from '#pki/x509/name.ts';
import type { JudgeCode } from '#shared/model/judged-by.ts';
import type { CertStatus } from '#shared/model/ocsp.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { httpIsTaken } from './http-rules.ts';
import { end, numberSetting, type Profile, pass, type Rule, type Workings } from './profile.ts';
import { basicIsRead, responseIsRead, statusIsSuccessful, typeIsBasic } from './reading-rules.ts';
import { hasOcspSigning, isSignedByKeyOf, readableEmbedded, subjectText } from './signers.ts';
import type { IdHash } from './singles.ts';
import { isValidAt, seconds, timesText, validityText, wholeSecond } from './times.ts';

const hashes: ReadonlySet<IdHash | null> = new Set<IdHash>(['sha1', 'sha256', 'sha384', 'sha512']);
const sctList = '1.3.6.1.4.1.11129.2.4.5';

/** BoringSSL's `CheckOCSP`, as Chromium calls it. */
export const boringssl: Profile = {
  id: 'boringssl',
  name: 'BoringSSL CheckOCSP',
  version: 'pki of 2026-08',
  source:
    'pki/ocsp.cc: CheckOCSP, GetRevocationStatusForCert, VerifyOCSPResponseSignature; pki/revocation_util.cc',
  evidence: 'observed',
  settings: [
    numberSetting('max_age_seconds', -1, 'The oldest thisUpdate; Chromium takes 604800; -1: any.'),
  ],
  withoutAnswer: () => end('X', 'MISSING: UNKNOWN.'),
  rules: [
    httpIsTaken('http', { statuses: '200', type: 'any', maxOctets: null }),
    responseIsRead(
      { id: 'PARSE_RESPONSE_ERROR', words: 'The octets are one OCSPResponse in DER.' },
      'refused',
    ),
    statusIsSuccessful({ id: 'ERROR_RESPONSE', words: 'The status is SUCCESSFUL.' }),
    typeIsBasic({ id: 'ParseOCSPResponse', words: 'The type is basic.' }),
    basicIsRead(
      {
        id: 'PARSE_RESPONSE_DATA_ERROR',
        words: 'Version 1, with nothing after it and no undefined reason.',
      },
      { trailing: 'refused', version: 'v1', reasons: 'defined' },
    ),
    {
      id: 'UNHANDLED_CRITICAL_EXTENSION',
      words: 'The response has no critical extension.',
      check: 'critical-extensions',
      run: ({ subject: { basic } }) => {
        const critical = basic?.extensions.find((extension) => extension.critical);
        return critical === undefined
          ? pass('There is none.')
          : end('X', `Extension ${critical.oid} is critical.`);
      },
    },
    {
      id: 'BAD_PRODUCED_AT',
      words: 'producedAt lies in the validity of the certificate in question.',
      check: 'produced-at',
      run: ({ subject: { basic, certificate } }) => {
        const producedAt = basic?.producedAt ?? 0;
        return isValidAt(certificate, producedAt)
          ? pass('It does.')
          : end('X', `At producedAt the certificate ${validityText(certificate, producedAt)}.`);
      },
    },
    bestOfAll(),
    {
      id: 'VerifyOCSPResponseSignature',
      words:
        'The issuer, or an embedded certificate of the issuer with OCSPSigning that the responderID names, signed; its dates do not count.',
      check: 'signer-authorized',
      run: verifyResponseSignature,
    },
    {
      id: 'OCSPRevocationStatus',
      words: 'Good and revoked are told; anything else is UNKNOWN.',
      check: 'revocation-time',
      run: ({ single }) => {
        const status = single?.certStatus.status ?? 'unknown';
        const code: Record<CertStatus, JudgeCode> = { good: 'G', revoked: 'R', unknown: 'U' };
        return end(code[status], `The status is ${status}.`);
      },
    },
  ],
};

/** All SingleResponses are walked: one that cannot be taken ends it, of the fresh ones about us the strictest counts. */
function bestOfAll(): Rule {
  return {
    id: 'GetRevocationStatusForCert',
    words:
      'Of the fresh SingleResponses about the certificate the strictest counts; clocks must agree to the second.',
    check: 'cert-id-match',
    run: (workings) => {
      let stale: SingleResponse | null = null;
      for (const facts of workings.subject.singles) {
        const { single } = facts;
        const critical = single.extensions.find((each) => each.critical && each.oid !== sctList);
        if (critical !== undefined) return end('X', `Extension ${critical.oid} is critical.`);
        if (!hashes.has(facts.hash)) return end('X', 'A CertID has a hash that is not known.');
        if (!facts.isSerial || !facts.isNameHash || !facts.isKeyHash) continue;
        if (!isDateValid(single, workings)) stale ??= single;
        else if (isStricter(single, workings.single)) workings.single = single;
      }
      const { single } = workings;
      if (single !== null) return pass(timesText(single));
      return stale === null
        ? end('X', 'NO_MATCHING_RESPONSE.')
        : end('X', `INVALID_DATE: ${timesText(stale)}.`);
    },
  };
}

function isDateValid(
  { thisUpdate, nextUpdate }: SingleResponse,
  { at, settings }: Pick<Workings, 'at' | 'settings'>,
): boolean {
  const now: EpochMs = wholeSecond(at);
  const maxAge = settings.number('max_age_seconds');
  if (thisUpdate > now) return false;
  if (nextUpdate !== null && nextUpdate <= now) return false;
  return maxAge < 0 || thisUpdate >= now - seconds(maxAge);
}

function isStricter(candidate: SingleResponse, best: SingleResponse | null): boolean {
  if (best === null || best.certStatus.status === 'good') return true;
  return candidate.certStatus.status === 'revoked';
}

function verifyResponseSignature(workings: Workings) {
  const { subject } = workings;
  const { issuer } = subject;
  if (subject.algorithm.digest === 'md5') return end('X', 'Signatures with MD5 are not known.');
  if (subject.names(issuer) && subject.isSignedBy(issuer)) return pass('The issuer signed.');
  const named = readableEmbedded(subject).filter((each) => subject.names(each));
  const authorized = named.filter(
    (each) =>
      isSameName(each.issuer, issuer.subject) &&
      isSignedByKeyOf(each, issuer) &&
      hasOcspSigning(each),
  );
  const signer = authorized.find((each) => subject.isSignedBy(each));
  if (signer !== undefined) return pass(`${subjectText(signer)} signed.`);
  if (named.length === 0) return end('X', 'No certificate at hand is named by the responderID.');
  return authorized.length === 0
    ? end('X', 'The certificate that the responderID names is no delegate of the issuer.')
    : end('X', 'The signature does not verify.');
}
