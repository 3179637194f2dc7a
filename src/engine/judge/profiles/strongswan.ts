import { isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { ocspUrisOf } from '#pki/x509/extensions.ts';
import { isSameName } from '#pki/x509/name.ts';
import { httpIsTaken } from './http-rules.ts';
import {
  certificatesSetting,
  choiceSetting,
  end,
  type Profile,
  pass,
  type Rule,
  type Step,
  skip,
  type Workings,
} from './profile.ts';
import { basicIsRead, responseIsRead, statusIsSuccessful, typeIsBasic } from './reading-rules.ts';
import {
  hasOcspSigning,
  hasUnknownCritical,
  isSelfIssued,
  isSignedByKeyOf,
  readableEmbedded,
  subjectText,
} from './signers.ts';
import { isValidAt, seconds, timeText, wholeSecond } from './times.ts';

const defaultLifetime = seconds(30);

/** strongSwan's `pki --verify --online`: only revoked keeps anybody out. */
export const strongswan: Profile = {
  id: 'strongswan-5.9',
  name: 'strongSwan revocation',
  version: '5.9.8',
  source:
    'revocation_validator.c: check_ocsp, verify_ocsp, get_better_ocsp; x509_ocsp_response.c: get_status, issued_by, get_validity; pki/commands/verify.c',
  evidence: 'observed',
  settings: [
    certificatesSetting('cacert', 'Local certificates; those with OCSPSigning may sign.'),
    choiceSetting(
      'intermediate',
      ['no answer', 'good'],
      'What is known of the intermediate, which is checked as well.',
    ),
  ],
  withoutAnswer: () => end('F', 'ocsp check failed; the certificate is accepted.'),
  rules: [
    httpIsTaken('fetch_ocsp', { statuses: '2xx', type: 'any', maxOctets: null }, 'F'),
    responseIsRead(
      { id: 'parse_OCSPResponse', words: 'The octets begin with an OCSPResponse.', code: 'F' },
      'passes',
    ),
    statusIsSuccessful({ id: 'ocsp response status', words: 'It is successful.', code: 'F' }),
    typeIsBasic({ id: 'parse_basicOCSPResponse', words: 'The type is basic.', code: 'F' }),
    basicIsRead(
      { id: 'parse_ResponseData', words: 'Version 1; what follows is left.', code: 'F' },
      { trailing: 'passes', version: 'v1', reasons: 'any' },
    ),
    nonceMatches(),
    verifyOcsp(),
    {
      id: 'get_status',
      words:
        'The first SingleResponse by SHA-1 with our serial and issuerKeyHash is the answer; others are passed over.',
      check: 'cert-id-match',
      run: (workings) => {
        const found = workings.subject.singles.find(
          (each) => each.hash === 'sha1' && each.isSerial && each.isKeyHash,
        );
        if (found === undefined) return end('F', 'No SingleResponse has them.');
        workings.single = found.single;
        return pass('It is there; issuerNameHash is not compared.');
      },
    },
    {
      id: 'VALIDATION_REVOKED',
      words: 'Revoked counts, however old.',
      check: 'revocation-time',
      run: statusCounts,
    },
    {
      id: 'get_validity',
      words: 'The largest nextUpdate of all lies ahead; else producedAt + 30 s.',
      check: 'next-update',
      run: notStale,
    },
    {
      id: 'whole chain',
      words: 'The intermediate is checked as well; what is worse counts.',
      check: null,
      run: chainCounts,
    },
  ],
};

function nonceMatches(): Rule {
  return {
    id: 'nonce in ocsp response',
    words: 'A nonce in the response is the one that was sent; it may be missing.',
    check: 'nonce',
    run: ({ subject: { nonce, basic } }) => {
      const got = basic?.nonce ?? null;
      if (nonce === null || got === null) return skip('There are no two nonces to compare.');
      return isSameOctets(nonce, got)
        ? pass('It is the one sent.')
        : end('F', 'It is another one.');
    },
  };
}

function verifyOcsp(): Rule {
  return {
    id: 'verify_ocsp',
    words:
      'The issuer, or a valid certificate of the issuer with OCSPSigning that the responderID names, signed.',
    check: 'signer-authorized',
    run: (workings) => {
      const { subject, settings } = workings;
      const { issuer } = subject;
      if (subject.names(issuer) && subject.isSignedBy(issuer)) return pass('The issuer signed.');
      const local = settings.certificates('cacert').filter(hasOcspSigning);
      const candidates = [
        ...readableEmbedded(subject).filter((each) => isDelegate(each, issuer, workings.at)),
        ...local.filter((each) => isValidAt(each, workings.at)),
      ];
      const signer = candidates.find((each) => subject.names(each) && subject.isSignedBy(each));
      return signer === undefined
        ? end('F', 'ocsp response verification failed, no signer found.')
        : pass(`${subjectText(signer)} signed.`);
    },
  };
}

function isDelegate(candidate: Certificate, issuer: Certificate, at: number): boolean {
  return (
    !hasUnknownCritical(candidate) &&
    isValidAt(candidate, at) &&
    hasOcspSigning(candidate) &&
    isSameName(candidate.issuer, issuer.subject) &&
    isSignedByKeyOf(candidate, issuer)
  );
}

function statusCounts({ single }: Workings): Step {
  switch (single?.certStatus.status) {
    case 'revoked':
      return end('R', 'certificate was revoked.');
    case 'good':
      return pass('It is good.');
    default:
      return end('F', 'certificate status unknown; the certificate is accepted.');
  }
}

function notStale(workings: Workings): Step {
  const { basic, singles } = workings.subject;
  const updates = singles.flatMap(({ single: { nextUpdate } }) =>
    nextUpdate === null ? [] : [nextUpdate],
  );
  const until =
    updates.length > 0 ? Math.max(...updates) : (basic?.producedAt ?? 0) + defaultLifetime;
  if (wholeSecond(workings.at) < until) return pass(`valid until ${timeText(until)}.`);
  workings.isLate = true;
  const chain = chainStep(workings);
  return chain ?? end('S', `stale since ${timeText(until)}; the certificate is accepted.`);
}

function chainCounts(workings: Workings): Step {
  return chainStep(workings) ?? end('G', 'certificate status is good.');
}

/** An intermediate that names a responder is asked about too; without an answer its check fails, and passes. */
function chainStep({ subject: { issuer }, settings }: Workings): Step | null {
  const isAsked = !isSelfIssued(issuer) && ocspUrisOf(issuer).length > 0;
  return isAsked && settings.word('intermediate') === 'no answer'
    ? end('F', 'the check of the intermediate failed; the certificate is accepted.')
    : null;
}
