import type { Certificate } from '#pki/x509/certificate.ts';
import {
  certificatesSetting,
  end,
  type Profile,
  pass,
  type Rule,
  type Step,
  type Workings,
} from './profile.ts';
import { basicIsRead, responseIsRead, statusIsSuccessful } from './reading-rules.ts';
import {
  hasOcspSigning,
  isKeyUsageCritical,
  isSignedByKeyOf,
  mayUseKeyFor,
  subjectText,
} from './signers.ts';
import { isValidAt, timeText, validityText } from './times.ts';

const flaw = 'nothing is refused, so the certificate passes';

/** Bouncy Castle's PKIX checker with an answer that it was given. Several refusals fall through: nothing is thrown. */
export const bouncycastle: Profile = {
  id: 'bouncycastle-1.72',
  name: 'Bouncy Castle PKIX',
  version: '1.72',
  source: 'ProvOcspRevocationChecker: check, validatedOcspResponse, getSignerCert (issue 2254)',
  evidence: 'observed',
  settings: [
    certificatesSetting('setOcspResponderCert', 'The responder certificate that is trusted.'),
  ],
  withoutAnswer: () => end('X', 'no OCSP response found for certificate.'),
  rules: [
    responseIsRead(
      { id: 'OCSPResponse.getInstance', words: 'The octets are one OCSPResponse.' },
      'refused',
    ),
    statusIsSuccessful({ id: 'OCSP response failed', words: 'The status is successful.' }),
    {
      id: 'id_pkix_ocsp_basic',
      words: 'Another type is not judged at all, and passes.',
      check: 'response-type',
      run: ({ subject: { basic } }) =>
        basic === null ? end('G', `It is of another type: ${flaw}.`) : pass('The type is basic.'),
    },
    basicIsRead(
      { id: 'BasicOCSPResponse.getInstance', words: 'Any version, with nothing after it.' },
      { trailing: 'refused', version: 'any', reasons: 'any' },
    ),
    signerRule(),
    {
      id: 'sig.verify',
      words: 'A signature that does not verify is not judged further, and passes.',
      check: 'signature',
      run: ({ subject, signer }) =>
        signer !== null && subject.isSignedBy(signer)
          ? pass('The signature verifies.')
          : end('G', `The signature does not verify: ${flaw}.`),
    },
    walkSingles(),
  ],
};

/** The configured certificate or the issuer, if the responderID names it; else the first embedded one as a delegate. */
function signerRule(): Rule {
  return {
    id: 'getSignerCert',
    words:
      'The configured certificate or the issuer that the responderID names; else the first embedded one, as a delegate.',
    check: 'signer-authorized',
    run: (workings) => {
      const { subject, settings } = workings;
      const own = [...settings.certificates('setOcspResponderCert'), subject.issuer];
      const named = own.find((each) => subject.names(each));
      if (named !== undefined) {
        workings.signer = named;
        return pass(`${subjectText(named)}.`);
      }
      const [first] = subject.embedded;
      if (first === undefined) return end('X', 'OCSP responder certificate not found.');
      if (first === null) return end('X', 'The first embedded certificate cannot be read.');
      workings.signer = first;
      return judgeDelegate(first, workings);
    },
  };
}

function judgeDelegate(delegate: Certificate, { subject, at }: Workings): Step {
  if (!isSignedByKeyOf(delegate, subject.issuer)) {
    return end('X', 'The issuer’s key did not sign the first embedded certificate.');
  }
  if (!isValidAt(delegate, at)) {
    return end('X', `The first embedded certificate ${validityText(delegate, at)}.`);
  }
  if (!subject.names(delegate))
    return end('X', 'responder certificate does not match responderID.');
  if (!hasOcspSigning(delegate)) {
    return end('X', 'responder certificate not valid for signing OCSP responses.');
  }
  // java.security.Signature.initVerify looks at a critical keyUsage alone.
  const mayVerify = !isKeyUsageCritical(delegate) || mayUseKeyFor(delegate, ['digitalSignature']);
  return mayVerify ? pass(`${subjectText(delegate)}.`) : end('X', 'Wrong key usage.');
}

/** Every SingleResponse with our serial must not be stale; the first with our CertID decides; none at all passes. */
function walkSingles(): Rule {
  return {
    id: 'certID.equals',
    words:
      'The first SingleResponse with our CertID decides; one with our serial must not be past nextUpdate; thisUpdate is ignored.',
    check: 'cert-id-match',
    run: ({ subject: { singles }, at }) => {
      for (const facts of singles) {
        const { nextUpdate, certStatus } = facts.single;
        if (!facts.isSerial) continue;
        if (nextUpdate !== null && at > nextUpdate) {
          return end('X', `OCSP response expired: nextUpdate ${timeText(nextUpdate)}.`);
        }
        if (facts.hash === null) return end('X', 'The hash of the CertID is not known.');
        if (!facts.isNameHash || !facts.isKeyHash) continue;
        return certStatus.status === 'good'
          ? end('G', 'The status is good.')
          : end('R', `certificate revoked: the status is ${certStatus.status}.`);
      }
      return end('G', `No SingleResponse is about the certificate: ${flaw}.`);
    },
  };
}
