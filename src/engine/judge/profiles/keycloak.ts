import { isSameOctets } from '#pki/octets.ts';
import { isSameName } from '#pki/x509/name.ts';
import { httpIsTaken } from './http-rules.ts';
import { certificatesSetting, end, type Profile, pass, type Rule, skip } from './profile.ts';
import { basicIsRead, responseIsRead, statusIsSuccessful, typeIsBasic } from './reading-rules.ts';
import { hasOcspSigning, isSignedByKeyOf, readableEmbedded, subjectText } from './signers.ts';
import { isValidAt, seconds, timesText, timeText } from './times.ts';

const skew = seconds(900);

/** Keycloak's own checker for X.509 clients. */
export const keycloak: Profile = {
  id: 'keycloak',
  name: 'Keycloak BCOCSPProvider',
  version: '26',
  source: 'BCOCSPProvider: processBasicOCSPResponse, verifyResponse',
  evidence: 'read',
  settings: [certificatesSetting('responderCert', 'The responder certificate that is trusted.')],
  withoutAnswer: () => end('X', 'No answer came.'),
  rules: [
    httpIsTaken('getResponse', { statuses: '200', type: 'any', maxOctets: null }),
    responseIsRead({ id: 'OCSPResp', words: 'The octets are one OCSPResponse.' }, 'refused'),
    statusIsSuccessful({ id: 'OCSPResp.getStatus', words: 'The status is SUCCESSFUL.' }),
    typeIsBasic({ id: 'BasicOCSPResp', words: 'The type is basic.' }),
    basicIsRead(
      { id: 'BasicOCSPResp.getInstance', words: 'Any version, with nothing after it.' },
      { trailing: 'refused', version: 'any', reasons: 'any' },
    ),
    {
      id: 'Certificate ID match',
      words: 'The first SingleResponse with our serial and issuer hashes is the answer.',
      check: 'cert-id-match',
      run: (workings) => {
        const found = workings.subject.singles.find(
          (each) => each.isSerial && each.isNameHash && each.isKeyHash,
        );
        if (found === undefined) return end('X', 'No SingleResponse has them.');
        workings.single = found.single;
        return pass('It is there; which hash it uses is not compared.');
      },
    },
    signerRule(),
    {
      id: 'verifySignature',
      words: "The signer's key verifies the signature.",
      check: 'signature',
      run: ({ subject, signer }) =>
        signer !== null && subject.isSignedBy(signer)
          ? pass('It does.')
          : end('X', 'It does not verify.'),
    },
    nonceRule(),
    allFresh(),
    {
      id: 'Certificate status',
      words: 'Good passes; revoked and unknown are refused.',
      check: 'revocation-time',
      run: ({ single }) => {
        const status = single?.certStatus.status ?? 'unknown';
        if (status === 'good') return end('G', 'The status is good.');
        return end(status === 'revoked' ? 'R' : 'U', `The status is ${status}.`);
      },
    },
  ],
};

function signerRule(): Rule {
  return {
    id: 'verifyResponse',
    words:
      'The issuer, the configured certificate, or a valid certificate of the issuer with OCSPSigning that the responderID names.',
    check: 'signer-authorized',
    run: (workings) => {
      const { subject, settings, at } = workings;
      const { issuer } = subject;
      const configured = settings.certificates('responderCert');
      const trusted = [issuer, ...configured].find((each) => subject.names(each));
      const signer = trusted ?? readableEmbedded(subject).find((each) => subject.names(each));
      if (signer === undefined) return end('X', 'No certificate at hand is named.');
      workings.signer = signer;
      if (signer === trusted || isSameOctets(signer.der, issuer.der)) {
        return pass(`${subjectText(signer)}.`);
      }
      const isBelow = isSameName(signer.issuer, issuer.subject) && isSignedByKeyOf(signer, issuer);
      const isDelegate = isBelow && hasOcspSigning(signer) && isValidAt(signer, at);
      return isDelegate
        ? pass(`${subjectText(signer)}.`)
        : end('X', `${subjectText(signer)} may not answer for the issuer.`);
    },
  };
}

function nonceRule(): Rule {
  return {
    id: 'Nonces do not match',
    words: 'A nonce in the response is the one that was sent; it may be missing.',
    check: 'nonce',
    run: ({ subject: { nonce, basic } }) => {
      const got = basic?.nonce ?? null;
      if (nonce === null || got === null) return skip('There are no two nonces to compare.');
      return isSameOctets(nonce, got) ? pass('It is the one sent.') : end('X', 'It is another.');
    },
  };
}

function allFresh(): Rule {
  return {
    id: 'Response is unreliable',
    words: 'Every SingleResponse is fresh, give or take 900 seconds.',
    check: 'next-update',
    run: ({ subject: { singles }, at }) => {
      const bad = singles.find(
        ({ single: { thisUpdate, nextUpdate } }) =>
          at + skew < thisUpdate || at - skew > (nextUpdate ?? thisUpdate),
      );
      return bad === undefined
        ? pass(`All of them are, at ${timeText(at)}.`)
        : end('X', `One is out of date: ${timesText(bad.single)}.`);
    },
  };
}
