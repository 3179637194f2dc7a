import type { Certificate } from '#pki/x509/certificate.ts';
import { isSameName } from '#pki/x509/name.ts';
import { keyPurposeOid } from '#pki/x509/oid.ts';
import { identifySignatureAlgorithm } from '#pki/x509/signature-algorithm.ts';
import { isSameCertificate } from './openssl-verify.ts';
import {
  choiceSetting,
  end,
  flagSetting,
  type Profile,
  pass,
  type Rule,
  skip,
  type Workings,
} from './profile.ts';
import { basicIsRead, responseIsRead, statusIsSuccessful, typeIsBasic } from './reading-rules.ts';
import {
  hasUnknownCritical,
  isSelfIssued,
  isSignedByKeyOf,
  purposesOf,
  readableEmbedded,
  subjectText,
} from './signers.ts';
import type { Subject } from './subject.ts';
import { day, isValidAt, timeText, wholeSecond } from './times.ts';

const oldest = 15 * day;

const read = responseIsRead(
  { id: 'gnutls_ocsp_resp_import2', words: 'The stapled octets are one OCSPResponse.' },
  'refused',
);

/** GnuTLS judging a stapled answer in TLS. */
export const gnutls: Profile = {
  id: 'gnutls-3.7',
  name: 'GnuTLS in TLS',
  version: '3.7.9',
  source:
    'lib/cert-session.c: check_ocsp_response; lib/x509/ocsp.c: find_signercert, gnutls_ocsp_resp_verify, _verify_direct, check_ocsp_purpose, _check_crt',
  evidence: 'observed',
  settings: [
    choiceSetting(
      'staple',
      ['re-encoded', 'verbatim'],
      'How the server staples: OpenSSL’s encodes the answer anew, without octets that follow it.',
    ),
    flagSetting('must-staple', 'The certificate requires a good answer (RFC 7633).'),
  ],
  withoutAnswer: (settings) =>
    settings.has('must-staple')
      ? end('X', 'No answer was stapled, and the certificate requires one.')
      : end('T', 'No answer was stapled; the certificate is trusted without.'),
  rules: [
    {
      ...read,
      run: (workings) => {
        const { trailingOuter, error } = workings.subject.reading;
        const isDropped = workings.settings.word('staple') === 're-encoded';
        return trailingOuter > 0 && error === null && isDropped
          ? pass('The octets after it never arrive: the server encodes the answer anew.')
          : read.run(workings);
      },
    },
    errorStatus(),
    typeIsBasic({ id: 'gnutls_ocsp_resp_import', words: 'The type is basic.' }),
    basicIsRead(
      { id: 'OCSPResponse.responseBytes', words: 'Any version, with nothing after it.' },
      { trailing: 'refused', version: 'any', reasons: 'any' },
    ),
    {
      id: 'gnutls_ocsp_resp_check_crt',
      words: 'The first SingleResponse has our serial number and issuerNameHash, by any hash.',
      check: 'cert-id-match',
      run: (workings) => {
        const [first] = workings.subject.singles;
        if (first === undefined) return end('X', 'There is no SingleResponse.');
        if (!first.isSerial || !first.isNameHash) {
          return end('X', 'The first SingleResponse is about an unrelated certificate.');
        }
        workings.single = first.single;
        return pass('It is about the certificate; issuerKeyHash is not compared.');
      },
    },
    verifies(),
    {
      id: 'GNUTLS_OCSP_CERT_REVOKED',
      words: 'Revoked counts, however old the answer is.',
      check: 'revocation-time',
      run: ({ single }) =>
        single?.certStatus.status === 'revoked'
          ? end('R', 'The certificate was revoked via OCSP.')
          : pass('It is not revoked.'),
    },
    freshEnough(),
    {
      id: 'ocsp_check_ok',
      words: 'What is not revoked is trusted: good and unknown alike.',
      check: 'revocation-time',
      run: ({ single, settings }) => {
        const status = single?.certStatus.status ?? 'unknown';
        return status === 'unknown' && settings.has('must-staple')
          ? end('T', 'The status is unknown, which passes as well.')
          : end('T', `The status is ${status}.`);
      },
    },
  ],
};

function errorStatus(): Rule {
  const rule = statusIsSuccessful({
    id: 'gnutls_ocsp_resp_get_status',
    words: 'An error status is passed over, unless the certificate requires an answer.',
    code: 'T',
  });
  return {
    ...rule,
    run: (workings) => {
      const step = rule.run(workings);
      const isRequired = workings.settings.has('must-staple') && step.outcome === 'end';
      return isRequired ? end('X', step.found) : step;
    },
  };
}

function freshEnough(): Rule {
  return {
    id: 'MAX_OCSP_VALIDITY_SECS',
    words: 'nextUpdate lies ahead, or thisUpdate is at most 15 days old; thisUpdate may lie ahead.',
    check: 'next-update',
    run: ({ single, at }) => {
      if (single === null) return skip('There is no answer.');
      const now = wholeSecond(at);
      const { thisUpdate, nextUpdate } = single;
      if (nextUpdate === null) {
        return now - thisUpdate > oldest
          ? end('X', `The answer is old: thisUpdate ${timeText(thisUpdate)}.`)
          : pass('There is no nextUpdate, and it is young enough.');
      }
      return nextUpdate < now
        ? end('X', `There is a newer answer: nextUpdate ${timeText(nextUpdate)}.`)
        : pass(`nextUpdate ${timeText(nextUpdate)}.`);
    },
  };
}

/** Against the trust list first, then against the issuer as the server sent it, then any later certificate of the chain. */
function verifies(): Rule {
  return {
    id: 'gnutls_ocsp_resp_verify',
    words:
      'The embedded certificate that the responderID names, else the issuer, signed; a delegate may be of any trusted CA.',
    check: 'signer-authorized',
    run: (workings) => {
      const { subject } = workings;
      if (subject.algorithm.digest === 'md5') return end('X', 'Signatures with MD5 are insecure.');
      const named = readableEmbedded(subject).find((each) => subject.names(each)) ?? null;
      const roots = subject.anchors;
      const listed = named ?? trustedByName(subject);
      if (listed !== null && holdsFor(listed, roots, workings)) {
        return pass(`${subjectText(listed)} signed, trusted by the list.`);
      }
      const issuers = [
        subject.issuer,
        ...subject.presented.filter((each) => each !== subject.certificate),
      ];
      const direct = issuers.find((issuer) => holdsFor(named ?? issuer, [issuer], workings));
      return direct === undefined
        ? end('X', 'The signer is not trusted, or the signature does not verify.')
        : pass(`Verified with ${subjectText(direct)}.`);
    },
  };
}

function trustedByName({ basic, anchors, names }: Subject): Certificate | null {
  if (basic?.responderId.by !== 'name') return null;
  return anchors.find((anchor) => names(anchor)) ?? null;
}

/** The signer is one of the trusted, or directly below one with OCSPSigning; its key verifies. */
function holdsFor(
  signer: Certificate,
  trusted: readonly Certificate[],
  { subject, at }: Workings,
): boolean {
  const isListed = trusted.some((each) => isSameCertificate(each, signer));
  if (!isListed && !isDelegate(signer, trusted, at)) return false;
  return subject.isSignedBy(signer);
}

function isDelegate(signer: Certificate, trusted: readonly Certificate[], at: number): boolean {
  const { digest } = identifySignatureAlgorithm(signer.signatureAlgorithm);
  const isWeak = digest === 'md5' || (digest === 'sha1' && !isSelfIssued(signer));
  if (isWeak || hasUnknownCritical(signer) || !isValidAt(signer, at) || !mayOcspSign(signer))
    return false;
  return trusted.some(
    (issuer) => isSameName(signer.issuer, issuer.subject) && isSignedByKeyOf(signer, issuer),
  );
}

/** Until 3.8.13 a purpose is compared as far as it goes, so that a beginning of OCSPSigning counts as well. */
function mayOcspSign(signer: Certificate): boolean {
  return purposesOf(signer)?.some((oid) => keyPurposeOid.ocspSigning.startsWith(oid)) ?? false;
}
