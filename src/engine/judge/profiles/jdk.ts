import { isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeExtension, decodeSubjectKeyIdentifier } from '#pki/x509/extensions.ts';
import { isSameName } from '#pki/x509/name.ts';
import { extensionOid } from '#pki/x509/oid.ts';
import { httpIsTaken } from './http-rules.ts';
import { allFresh, statusRule } from './jdk-times.ts';
import { isSameCertificate } from './openssl-verify.ts';
import {
  certificatesSetting,
  end,
  flagSetting,
  type Profile,
  pass,
  type Rule,
  type Step,
  skip,
  type Workings,
} from './profile.ts';
import { basicIsRead, responseIsRead, statusIsSuccessful, typeIsBasic } from './reading-rules.ts';
import { hasOcspSigning, isSignedByKeyOf, subjectText } from './signers.ts';
import type { SingleFacts } from './singles.ts';
import type { Subject } from './subject.ts';
import { isValidAt, validityText } from './times.ts';

/** With SOFT_FAIL, what leaves the status undetermined passes; what refuses the answer does not. */
function softly(rule: Rule): Rule {
  return {
    ...rule,
    run: (workings) => {
      const step = rule.run(workings);
      const isSoft = workings.settings.has('SOFT_FAIL') && step.outcome === 'end';
      return isSoft && (step.code === 'X' || step.code === 'U')
        ? end('T', `${step.found} SOFT_FAIL lets it pass.`)
        : step;
    },
  };
}

/** Java's PKIXRevocationChecker of the SUN provider. */
export const jdk: Profile = {
  id: 'jdk-17',
  name: 'Java PKIXRevocationChecker',
  version: 'OpenJDK 17.0.15',
  source:
    'sun/security/provider/certpath: OCSPResponse (constructor, verify), CertId.equals, RevocationChecker.checkOCSP',
  evidence: 'observed',
  settings: [
    flagSetting('SOFT_FAIL', 'Lets pass what leaves the status undetermined.'),
    flagSetting('jdk.security.certpath.ocspNonce', 'Sends a nonce; another one is refused.'),
    certificatesSetting('setOcspResponderCert', 'The responder certificate that is trusted.'),
  ],
  withoutAnswer: (settings, why) =>
    // isSoftFailException: not a certificate that names no responder.
    settings.has('SOFT_FAIL') && why?.code !== 'no-responder-uri'
      ? end('T', 'No answer came; SOFT_FAIL lets it pass.')
      : end('X', 'No answer came: UNDETERMINED_REVOCATION_STATUS.'),
  rules: [
    softly(httpIsTaken('OCSP.getOCSPBytes', { statuses: '200', type: 'any', maxOctets: null })),
    softly(
      responseIsRead({ id: 'OCSPResponse', words: 'The octets are one DER value.' }, 'refused'),
    ),
    {
      ...statusIsSuccessful({
        id: 'OCSP response error',
        words: 'The status is SUCCESSFUL; TRY_LATER and INTERNAL_ERROR leave it undetermined.',
      }),
      run: judgeStatus,
    },
    softly(typeIsBasic({ id: 'Unsupported OCSP response type', words: 'The type is basic.' })),
    softly(
      basicIsRead(
        { id: 'BasicOCSPResponse', words: 'Any version; what follows is left unread.' },
        { trailing: 'passes', version: 'any', reasons: 'any' },
      ),
    ),
    softly(noCritical()),
    lastOfCertId(),
    locateSigner(),
    signerMayAnswer(),
    signatureHolds(),
    nonceMatches(),
    allFresh(),
    softly(statusRule()),
  ],
};

function judgeStatus({ subject, settings }: Workings): Step {
  const status = subject.reading.response?.responseStatus ?? 'internalError';
  if (status === 'successful') return pass('The status is successful.');
  const found = `The responder says ${status}.`;
  const isSoft = status === 'tryLater' || status === 'internalError';
  return isSoft && settings.has('SOFT_FAIL')
    ? end('T', `${found} SOFT_FAIL lets it pass.`)
    : end('X', found);
}

function noCritical(): Rule {
  return {
    id: 'Unsupported OCSP critical extension',
    words: 'Neither the response nor any SingleResponse has a critical extension.',
    check: 'critical-extensions',
    run: ({ subject: { basic } }) => {
      const inSingles = (basic?.responses ?? []).flatMap(({ extensions }) => extensions);
      const all = [...(basic?.extensions ?? []), ...inSingles];
      const critical = all.find((extension) => extension.critical);
      return critical === undefined
        ? pass('There is none.')
        : end('X', `Extension ${critical.oid} is critical.`);
    },
  };
}

/** SingleResponses are put into a map by their CertID: of two with the same one, the last stays. */
function lastOfCertId(): Rule {
  return {
    id: 'getSingleResponse',
    words: 'Of the SingleResponses with the CertID by SHA-1, the last is the answer.',
    check: 'cert-id-match',
    run: (workings) => {
      const found = workings.subject.singles.findLast(isOurs);
      if (found === undefined) return end('X', 'No SingleResponse has the CertID by SHA-1.');
      workings.single = found.single;
      return pass('It is there.');
    },
  };
}

function isOurs({ hash, isSerial, isNameHash, isKeyHash }: SingleFacts): boolean {
  return hash === 'sha1' && isSerial && isNameHash && isKeyHash;
}

function locateSigner(): Rule {
  return {
    id: 'Locate the signer cert',
    words: 'The first of embedded, issuer and configured certificates that the responderID names.',
    check: 'signer-identified',
    run: (workings) => {
      const { subject, settings } = workings;
      const configured = settings.certificates('setOcspResponderCert');
      if (subject.embedded.includes(null)) {
        return end('X', 'An embedded certificate cannot be read.');
      }
      const candidates = [...subject.embedded, subject.issuer, ...configured];
      const signer = candidates.find((each) => each !== null && isNamed(each, subject)) ?? null;
      if (signer === null) return end('X', "Unable to verify OCSP Response's signature.");
      workings.signer = signer;
      return pass(`${subjectText(signer)}.`);
    },
  };
}

/** By name, by the subject key identifier, or by the SHA-1 of the key. */
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

function signerMayAnswer(): Rule {
  return {
    id: "Responder's certificate is authorized",
    words:
      'The signer has the issuer’s name and key, is configured, or is a valid certificate of the issuer with OCSPSigning.',
    check: 'signer-authorized',
    run: ({ subject, signer, settings, at }) => {
      if (signer === null) return skip('There is no signer.');
      const { issuer } = subject;
      const isIssuer =
        isSameName(signer.subject, issuer.subject) &&
        isSameOctets(signer.subjectPublicKeyInfo, issuer.subjectPublicKeyInfo);
      if (isIssuer) return pass('It is the issuer.');
      const configured = settings.certificates('setOcspResponderCert');
      if (configured.some((each) => isSameCertificate(each, signer))) {
        return pass('It is configured.');
      }
      if (!isSameName(signer.issuer, issuer.subject)) {
        return end('X', 'The issuer did not issue the signer’s certificate.');
      }
      if (!hasOcspSigning(signer)) return end('X', 'The signer has no OCSPSigning.');
      if (!isValidAt(signer, at)) return end('X', `The signer ${validityText(signer, at)}.`);
      return isSignedByKeyOf(signer, issuer)
        ? pass('It is a delegate of the issuer.')
        : end('X', 'The issuer’s key did not sign the signer’s certificate.');
    },
  };
}

function signatureHolds(): Rule {
  return {
    id: 'jdk.certpath.disabledAlgorithms',
    words: 'The signature verifies with an algorithm that is not disabled: MD5 is.',
    check: 'signature',
    run: ({ subject, signer }) => {
      if (subject.algorithm.digest === 'md5') return end('X', 'Signatures with MD5 are disabled.');
      return signer !== null && subject.isSignedBy(signer)
        ? pass('The signature verifies.')
        : end('X', "Error verifying OCSP Response's signature.");
    },
  };
}

function nonceMatches(): Rule {
  return {
    id: "Nonces don't match",
    words: 'A nonce in the response is the one that was sent; it may be missing.',
    check: 'nonce',
    run: ({ subject: { nonce, basic } }) => {
      const got = basic?.nonce ?? null;
      if (nonce === null || got === null) return skip('There are no two nonces to compare.');
      return isSameOctets(nonce, got)
        ? pass('It is the one sent.')
        : end('X', 'It is another one.');
    },
  };
}
