import type { SingleResponse } from '#pki/ocsp/types.ts';
import { isSameName } from '#pki/x509/name.ts';
import type { JudgeCode } from '#shared/model/judged-by.ts';
import type { CertStatus } from '#shared/model/ocsp.ts';
import { choiceSetting, end, type Profile, pass, type Rule, type Workings } from './profile.ts';
import { basicIsRead, responseIsRead, statusIsSuccessful, typeIsBasic } from './reading-rules.ts';
import { hasOcspSigning, isSignedByKeyOf, readableEmbedded, subjectText } from './signers.ts';
import type { IdHash } from './singles.ts';
import { day, isValidAt, timesText } from './times.ts';

const hashes: ReadonlySet<IdHash | null> = new Set<IdHash>(['sha1', 'sha256', 'sha384', 'sha512']);
const slop = day;
const longestLeafLifetime = 10 * day;
const rank: Readonly<Record<CertStatus, number>> = { unknown: 0, good: 1, revoked: 2 };

/** mozilla::pkix, as Firefox calls it. */
export const mozillaPkix: Profile = {
  id: 'mozilla-pkix',
  name: 'mozilla::pkix',
  version: 'NSS 3.87.1',
  source:
    'lib/mozpkix/lib/pkixocsp.cpp: VerifyEncodedOCSPResponse, SingleResponse, MatchResponderID',
  evidence: 'read',
  settings: [
    choiceSetting(
      'lifetime',
      ['leaf', 'intermediate'],
      'Firefox takes no answer about a leaf for longer than 10 days.',
    ),
  ],
  withoutAnswer: () => end('T', 'No answer came; Firefox goes on without by default.'),
  rules: [
    responseIsRead(
      { id: 'VerifyEncodedOCSPResponse', words: 'The octets are one OCSPResponse in DER.' },
      'refused',
    ),
    statusIsSuccessful({ id: 'OCSPResponse', words: 'The status is successful.' }),
    typeIsBasic({ id: 'ResponseBytes', words: 'The type is id-pkix-ocsp-basic.' }),
    basicIsRead(
      { id: 'BasicResponse', words: 'Version 1, with nothing after it.' },
      { trailing: 'refused', version: 'v1', reasons: 'any' },
    ),
    {
      id: 'ERROR_UNKNOWN_CRITICAL_EXTENSION',
      words: 'Neither the response nor a SingleResponse has a critical extension.',
      check: 'critical-extensions',
      run: ({ subject: { basic } }) => {
        const inSingles = (basic?.responses ?? []).flatMap(({ extensions }) => extensions);
        const all = [...(basic?.extensions ?? []), ...inSingles];
        const critical = all.find((extension) => extension.critical);
        return critical === undefined
          ? pass('There is none.')
          : end('X', `Extension ${critical.oid} is critical.`);
      },
    },
    signerRule(),
    strictestRule(),
    staleRule(),
    {
      id: 'CertStatus',
      words: 'Good passes; revoked counts even where stale; unknown is refused.',
      check: 'revocation-time',
      run: ({ single }) => {
        const status = single?.certStatus.status ?? 'unknown';
        const code: Record<CertStatus, JudgeCode> = { good: 'G', revoked: 'R', unknown: 'U' };
        return end(code[status], `The status is ${status}.`);
      },
    },
  ],
};

/** A responderID that names the issuer ends the search: what is embedded is not looked at then. */
function signerRule(): Rule {
  return {
    id: 'ERROR_OCSP_INVALID_SIGNING_CERT',
    words:
      'The issuer if the responderID names it, else an embedded, valid certificate of the issuer with OCSPSigning, signed.',
    check: 'signer-authorized',
    run: ({ subject, at }) => {
      const { issuer } = subject;
      const named = subject.names(issuer)
        ? [issuer]
        : readableEmbedded(subject).filter((each) => subject.names(each));
      const [signer] = named;
      if (signer === undefined) return end('X', 'No certificate at hand is named.');
      const isBelow = isSameName(signer.issuer, issuer.subject) && isSignedByKeyOf(signer, issuer);
      const mayAnswer =
        signer === issuer || (isBelow && hasOcspSigning(signer) && isValidAt(signer, at));
      if (!mayAnswer) return end('X', `${subjectText(signer)} may not answer for the issuer.`);
      const isKnown = subject.algorithm.digest !== 'md5';
      return isKnown && subject.isSignedBy(signer)
        ? pass(`${subjectText(signer)} signed.`)
        : end('X', 'ERROR_OCSP_BAD_SIGNATURE.');
    },
  };
}

function strictestRule(): Rule {
  return {
    id: 'MatchCertID',
    words: 'Of the SingleResponses about the certificate, revoked counts over good over unknown.',
    check: 'cert-id-match',
    run: (workings) => {
      const ours = workings.subject.singles.filter(
        (each) => hashes.has(each.hash) && each.isSerial && each.isNameHash && each.isKeyHash,
      );
      for (const { single } of ours) {
        const best = workings.single;
        if (best === null || rank[single.certStatus.status] > rank[best.certStatus.status]) {
          workings.single = single;
        }
      }
      return ours.length > 0 ? pass('It is there.') : end('U', 'No SingleResponse is about it.');
    },
  };
}

function staleRule(): Rule {
  return {
    id: 'ERROR_OCSP_OLD_RESPONSE',
    words: 'The times hold, give or take a day; an answer about a leaf lasts 10 days at most.',
    check: 'next-update',
    run: (workings) => {
      const { single, at } = workings;
      if (single === null || single.certStatus.status !== 'good') return pass('It is not good.');
      if (single.thisUpdate > at + slop) return end('X', `It lies ahead: ${timesText(single)}.`);
      return lastMoment(single, workings) + slop < at
        ? end('X', `It is old: ${timesText(single)}.`)
        : pass(timesText(single));
    },
  };
}

function lastMoment({ thisUpdate, nextUpdate }: SingleResponse, { settings }: Workings): number {
  const stated = nextUpdate ?? thisUpdate + day;
  return settings.word('lifetime') === 'leaf'
    ? Math.min(stated, thisUpdate + longestLeafLifetime)
    : stated;
}
