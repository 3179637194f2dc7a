import { httpIsTaken } from './http-rules.ts';
import { firstBySha1, goodAlone, opensslReading, timesHold } from './openssl-callers.ts';
import { type BasicVerifyFlag, basicVerifyRules } from './openssl-verify.ts';
import { choiceSetting, end, type Profile, type Rule } from './profile.ts';

const noFlags: ReadonlySet<BasicVerifyFlag> = new Set();

/** Without `OCSPrequire` an answer that cannot be used is passed over. */
function unlessRequired(rule: Rule): Rule {
  return {
    ...rule,
    run: (workings) => {
      const step = rule.run(workings);
      const isOptional = workings.settings.word('OCSPrequire') === 'no';
      return isOptional && step.outcome === 'end' && step.code === 'X'
        ? end('T', `${step.found} OCSPrequire = no lets it pass.`)
        : step;
    },
  };
}

/** stunnel with `OCSPaia` or `OCSP`. */
export const stunnel: Profile = {
  id: 'stunnel-5.75',
  name: 'stunnel',
  version: '5.75',
  source: 'src/ocsp.c: ocsp_verify, ocsp_response_validate',
  evidence: 'read',
  settings: [choiceSetting('OCSPrequire', ['yes', 'no'], 'Refuses where no answer is conclusive.')],
  withoutAnswer: (settings) =>
    settings.word('OCSPrequire') === 'no'
      ? end('T', 'No answer came; OCSPrequire = no lets it pass.')
      : end('X', 'No answer came.'),
  rules: [
    httpIsTaken('ocsp_get_response', { statuses: '200', type: 'any', maxOctets: null }),
    ...opensslReading({
      read: 'd2i_OCSP_RESPONSE',
      status: 'OCSP: Responder error',
      basic: 'OCSP_response_get1_basic',
    }),
    ...basicVerifyRules(({ subject: { certificate, presented, issuer } }) => ({
      certs: [certificate, ...presented, issuer],
      flags: noFlags,
      hasExplicitTrust: false,
    })),
    firstBySha1({
      id: 'OCSP_resp_find_status',
      words: 'The first SingleResponse with the CertID by SHA-1 is the answer.',
    }),
    timesHold(
      { id: 'OCSP_check_validity', words: 'The times hold, give or take 60 seconds.' },
      () => ({ skewSeconds: 60, maxSeconds: -1 }),
    ),
    goodAlone({ id: 'OCSP: Status', words: 'Good is let in; revoked and unknown are not.' }),
  ].map(unlessRequired),
};
