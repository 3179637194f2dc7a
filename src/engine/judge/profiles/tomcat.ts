import type { JudgeCode } from '#shared/model/judged-by.ts';
import { httpIsTaken } from './http-rules.ts';
import { opensslNonce } from './openssl.ts';
import { firstBySha1, opensslReading } from './openssl-callers.ts';
import { type BasicVerifyFlag, basicVerifyRules } from './openssl-verify.ts';
import { end, type Profile, pass, type Rule, skip } from './profile.ts';
import { opensslValidity, timesText } from './times.ts';

const noFlags: ReadonlySet<BasicVerifyFlag> = new Set();
const maxAgeSeconds = 900;

/** Tomcat Native: with soft fail, its default, everything but revoked passes. */
function createProfile(mode: 'soft' | 'hard'): Profile {
  const refused: JudgeCode = mode === 'soft' ? 'F' : 'X';
  const softly = (rule: Rule): Rule => ({
    ...rule,
    run: (workings) => {
      const step = rule.run(workings);
      return step.outcome === 'end' && step.code === 'X' ? end(refused, step.found) : step;
    },
  });
  return {
    id: `tomcat-${mode}`,
    name: `Tomcat Native, ${mode} fail`,
    version: '2.0.15',
    source: 'native/src/sslutils.c: process_ocsp_response, ssl_verify_OCSP',
    evidence: 'read',
    settings: [],
    withoutAnswer: () => end(refused, 'No responder answered.'),
    rules: [
      ...[
        httpIsTaken('get_ocsp_response', { statuses: '200', type: 'any', maxOctets: null }),
        ...opensslReading({
          read: 'd2i_OCSP_RESPONSE',
          status: 'OCSP_response_status',
          basic: 'OCSP_response_get1_basic',
        }),
        opensslNonce('OCSP_check_nonce', 'passes'),
        ...basicVerifyRules(() => ({ certs: [], flags: noFlags, hasExplicitTrust: false })),
        firstBySha1({
          id: 'OCSP_resp_find_status',
          words: 'The first SingleResponse with the CertID by SHA-1 is the answer.',
        }),
        youngEnough(),
      ].map(softly),
      {
        id: 'OCSP_STATUS',
        words: 'Good passes, revoked does not; unknown goes by the mode.',
        check: 'revocation-time',
        run: ({ single }) => {
          const status = single?.certStatus.status ?? 'unknown';
          if (status === 'unknown') return end(mode === 'soft' ? 'F' : 'U', 'It is unknown.');
          return end(status === 'good' ? 'G' : 'R', `The status is ${status}.`);
        },
      },
    ],
  };
}

function youngEnough(): Rule {
  return {
    id: 'OCSP_check_validity',
    words: 'The times hold, and thisUpdate is younger than 900 seconds.',
    check: 'max-age',
    run: ({ single, at }) => {
      if (single === null) return skip('There is no answer.');
      const limits = { skewSeconds: maxAgeSeconds, maxSeconds: maxAgeSeconds };
      const trouble = opensslValidity(single, at, limits);
      return trouble === null ? pass(timesText(single)) : end('X', `${trouble}.`);
    },
  };
}

/** Tomcat Native as it comes. */
export const tomcatSoft = createProfile('soft');

/** Tomcat Native without soft fail. */
export const tomcatHard = createProfile('hard');
