import { isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeExtension, decodeSubjectKeyIdentifier } from '#pki/x509/extensions.ts';
import { extensionOid } from '#pki/x509/oid.ts';
import { httpIsTaken } from './http-rules.ts';
import {
  choiceSetting,
  end,
  type Profile,
  pass,
  type Rule,
  skip,
  type Workings,
} from './profile.ts';
import { basicIsRead, responseIsRead, statusIsSuccessful, typeIsBasic } from './reading-rules.ts';
import {
  buildChain,
  hasOcspSigning,
  isSelfIssued,
  mayUseKeyFor,
  readableEmbedded,
  subjectText,
} from './signers.ts';
import { namesIssuer, type SingleFacts } from './singles.ts';
import type { Subject } from './subject.ts';
import { day, isValidAt, seconds, timesText, timeText, wholeSecond } from './times.ts';

const slop = seconds(300);
const maxOctets = 64 * 1024;

/** Without `-s failIfNoInfo` whatever is no word of revocation passes. */
function asConfigured(rule: Rule): Rule {
  return {
    ...rule,
    run: (workings) => {
      const step = rule.run(workings);
      const passes = workings.settings.word('-s failIfNoInfo') === 'off';
      return passes && step.outcome === 'end' && step.code === 'X'
        ? end('T', `${step.found} Without failIfNoInfo it passes.`)
        : step;
    },
  };
}

const hashes: ReadonlySet<SingleFacts['hash']> = new Set(['sha1', 'md5'] as const);

/** NSS's `vfychain`, by libpkix. It has one word, revoked, for every refusal. */
export const nss: Profile = {
  id: 'nss-3.87',
  name: 'NSS vfychain',
  version: '3.87.1',
  source:
    'lib/certhigh/ocsp.c: ocsp_CertIDsMatch, ocsp_VerifySingleResponse, ocsp_AuthorizedResponderForCertID, ocsp_CertRevokedAfter; lib/libpkix/pkix_pl_nss/pki/pkix_pl_ocspresponse.c',
  evidence: 'observed',
  settings: [
    choiceSetting('-s failIfNoInfo', ['on', 'off'], 'Refuses where nothing good is known.'),
  ],
  withoutAnswer: (settings) =>
    settings.word('-s failIfNoInfo') === 'off'
      ? end('T', 'No answer came, and it passes.')
      : end('X', 'No answer came.'),
  rules: [
    httpIsTaken('ocsp_GetEncodedOCSPResponse', { statuses: '200', type: 'exact', maxOctets }),
    responseIsRead({ id: 'CERT_DecodeOCSPResponse', words: 'One OCSPResponse.' }, 'refused'),
    statusIsSuccessful({ id: 'CERT_GetOCSPResponseStatus', words: 'It is successful.' }),
    typeIsBasic({ id: 'ocsp_DecodeResponseBytes', words: 'The type is basic.' }),
    basicIsRead(
      { id: 'ocsp_DecodeBasicOCSPResponse', words: 'Any version, with nothing after it.' },
      { trailing: 'refused', version: 'any', reasons: 'any' },
    ),
    findSignerRule(),
    signatureRule(),
    idsMatch(),
    authorizedFor(),
    singleHolds(),
    {
      id: 'ocsp_CertRevokedAfter',
      words: 'Revoked counts once its time is past; unknown is refused.',
      check: 'revocation-time' as const,
      run: statusRule,
    },
  ].map(asConfigured),
};

/** The signer, among what is embedded and what is trusted, valid as a chain at producedAt. */
function findSignerRule(): Rule {
  return {
    id: 'ocsp_GetSignerCertificate',
    words:
      'The responderID names a certificate at hand that was valid at producedAt and may sign: the issuing root, or one with OCSPSigning.',
    check: 'signer-validity',
    run: (workings) => {
      const { subject } = workings;
      const candidates = [...readableEmbedded(subject), subject.issuer, ...subject.anchors];
      const signer = candidates.find((each) => isNamed(each, subject));
      if (signer === undefined) return end('X', 'No certificate at hand is named.');
      workings.signer = signer;
      const refusal = whyNoResponder(signer, workings);
      return refusal === null ? pass(`${subjectText(signer)}.`) : end('X', refusal);
    },
  };
}

/** By subject, by subject key identifier, or by the SHA-1 of the key. */
function isNamed(certificate: Certificate, subject: Subject): boolean {
  const responderId = subject.basic?.responderId;
  if (responderId?.by !== 'key') return subject.names(certificate);
  const oid = extensionOid.subjectKeyIdentifier;
  const identifier = decodeExtension(certificate, oid, decodeSubjectKeyIdentifier);
  const isById =
    identifier.ok &&
    identifier.value !== null &&
    isSameOctets(identifier.value, responderId.keyHash);
  return isById || subject.names(certificate);
}

/** An intermediate that signs itself was refused each time, even where it was trusted; why was not traced. */
function whyNoResponder(signer: Certificate, { subject }: Workings): string | null {
  const producedAt = subject.basic?.producedAt ?? 0;
  const isIssuer = isSameOctets(signer.der, subject.issuer.der);
  if (isIssuer) {
    if (!isSelfIssued(signer)) return 'An intermediate signed itself.';
    return isValidAt(signer, producedAt) ? null : 'The issuer was not valid at producedAt.';
  }
  if (!hasOcspSigning(signer)) return `${subjectText(signer)} has no OCSPSigning.`;
  if (!mayUseKeyFor(signer, ['digitalSignature', 'nonRepudiation'])) {
    return `keyUsage of ${subjectText(signer)} allows no signatures.`;
  }
  const { failure } = buildChain(signer, {
    helpers: [...readableEmbedded(subject), subject.issuer, ...subject.presented],
    anchors: subject.anchors,
    at: producedAt,
    partial: false,
  });
  return failure === null ? null : `At producedAt: ${failure}`;
}

function signatureRule(): Rule {
  return {
    id: 'ocsp_VerifyResponseSignature',
    words: 'The signature verifies; MD5 is not accepted.',
    check: 'signature',
    run: ({ subject, signer }) => {
      if (subject.algorithm.digest === 'md5') return end('X', 'Signatures with MD5 are disabled.');
      return signer !== null && subject.isSignedBy(signer)
        ? pass('The signature verifies.')
        : end('X', 'The signature does not verify.');
    },
  };
}

function idsMatch(): Rule {
  return {
    id: 'ocsp_CertIDsMatch',
    words: 'The first SingleResponse with our CertID, by SHA-1 or MD5, is the answer.',
    check: 'cert-id-match',
    run: (workings) => {
      const found = workings.subject.singles.find(
        ({ hash, isSerial, isNameHash, isKeyHash }) =>
          hashes.has(hash) && isSerial && isNameHash && isKeyHash,
      );
      if (found === undefined) return end('X', 'No SingleResponse has it.');
      workings.single = found.single;
      return pass(`It is there, by ${found.hash}.`);
    },
  };
}

function authorizedFor(): Rule {
  return {
    id: 'ocsp_AuthorizedResponderForCertID',
    words: 'The signer, or the certificate that issued it, is the issuer that the CertID names.',
    check: 'signer-authorized',
    run: ({ subject, signer, single }) => {
      if (signer === null || single === null) return skip('There is no answer.');
      if (namesIssuer(single.certId, signer)) return pass('The issuer signed.');
      const isBelow = buildChain(signer, {
        helpers: [...readableEmbedded(subject), subject.issuer],
        anchors: subject.anchors,
        at: subject.basic?.producedAt ?? 0,
        partial: false,
      }).path?.[1];
      return isBelow !== undefined && namesIssuer(single.certId, isBelow)
        ? pass('A delegate of the issuer signed.')
        : end('X', 'The signer is not of the issuer that the CertID names.');
    },
  };
}

function singleHolds(): Rule {
  return {
    id: 'ocsp_VerifySingleResponse',
    words:
      'thisUpdate ≤ producedAt ≤ nextUpdate, both updates hold give or take 300 s; without nextUpdate thisUpdate is at most 24 h old.',
    check: 'next-update',
    run: ({ single, subject, at }) => {
      if (single === null || single.certStatus.status === 'unknown') {
        return skip('There is nothing to hold: the status is unknown.');
      }
      const { thisUpdate, nextUpdate } = single;
      const producedAt = subject.basic?.producedAt ?? 0;
      const now = wholeSecond(at);
      if (now + slop < thisUpdate || producedAt < thisUpdate) {
        return end('X', `It lies ahead: ${timesText(single)}, producedAt ${timeText(producedAt)}.`);
      }
      const isOld =
        nextUpdate === null
          ? now - thisUpdate > day
          : nextUpdate + slop < now || producedAt > nextUpdate;
      return isOld ? end('X', `It is old: ${timesText(single)}.`) : pass(timesText(single));
    },
  };
}

function statusRule({ single, at }: Workings) {
  const status = single?.certStatus ?? { status: 'unknown' as const };
  if (status.status === 'revoked' && status.revocation.time > at) {
    return end('G', `It is revoked from ${timeText(status.revocation.time)} on only.`);
  }
  return end(status.status === 'good' ? 'G' : 'X', `The status is ${status.status}.`);
}
