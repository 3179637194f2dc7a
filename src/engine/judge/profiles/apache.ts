import { httpIsTaken } from './http-rules.ts';
import { opensslNonce } from './openssl.ts';
import { firstBySha1, goodAlone, opensslReading } from './openssl-callers.ts';
import { type BasicVerifyFlag, basicVerifyRules } from './openssl-verify.ts';
import {
  certificatesSetting,
  end,
  flagSetting,
  numberSetting,
  type Profile,
  pass,
  type Rule,
  skip,
} from './profile.ts';
import { opensslValidity, timesText } from './times.ts';

const maxOctets = 2 * 1024 * 1024;

/** A rule that `SSLOCSPNoVerify on` leaves out. */
function unlessNoVerify(rule: Rule): Rule {
  return {
    ...rule,
    run: (workings) =>
      workings.settings.has('SSLOCSPNoVerify')
        ? skip('SSLOCSPNoVerify is on.')
        : rule.run(workings),
  };
}

const nonce = opensslNonce('AH01924 bad nonce', 'refused');

/** Apache's mod_ssl with `SSLOCSPEnable`. */
export const apache: Profile = {
  id: 'apache-2.4',
  name: 'Apache SSLOCSPEnable',
  version: '2.4.71',
  source:
    'modules/ssl/ssl_engine_ocsp.c: verify_ocsp_status; ssl_util_ocsp.c: send_request, read_response',
  evidence: 'observed',
  settings: [
    flagSetting(
      'SSLOCSPUseRequestNonce',
      'Sends a nonce, and refuses an answer without it. Apache has it on by itself; here it is off, as a saved answer was asked for without.',
    ),
    flagSetting('SSLOCSPNoVerify', 'Does not verify signature and signer.'),
    flagSetting(
      'no_ocsp_for_cert_ok',
      'SSLOCSPEnable with no_ocsp_for_cert_ok: a certificate without a responder is let in.',
    ),
    certificatesSetting(
      'SSLOCSPResponderCertificateFile',
      'Responder certificates that are trusted without a look at them.',
    ),
    numberSetting('SSLOCSPResponseTimeSkew', 300, 'By how many seconds clocks may differ.'),
    numberSetting('SSLOCSPResponseMaxAge', -1, 'The oldest thisUpdate in seconds; -1: any.'),
  ],
  withoutAnswer: (settings, why) =>
    why?.code === 'no-responder-uri' && settings.has('no_ocsp_for_cert_ok')
      ? end('T', 'The certificate names no responder, which no_ocsp_for_cert_ok lets pass.')
      : end('X', 'No answer came: the handshake ends with an alert.'),
  rules: [
    httpIsTaken('read_response', { statuses: '2xx', type: 'any', maxOctets }),
    ...opensslReading({
      read: 'd2i_OCSP_RESPONSE_bio',
      status: 'AH01922 OCSP response not successful',
      basic: 'AH01923 could not retrieve OCSP basic response',
    }),
    {
      ...nonce,
      run: (workings) => {
        if (!workings.settings.has('SSLOCSPUseRequestNonce')) return nonce.run(workings);
        const { basic, nonce: sent } = workings.subject;
        if (sent === null && basic?.nonce == null) return end('X', 'There is no nonce in it.');
        return sent === null
          ? pass('There is one; which was sent is not known.')
          : nonce.run(workings);
      },
    },
    ...basicVerifyRules(({ settings }) => {
      const certs = settings.certificates('SSLOCSPResponderCertificateFile');
      const flags: BasicVerifyFlag[] = certs.length > 0 ? ['OCSP_TRUSTOTHER'] : [];
      return { certs, flags: new Set(flags), hasExplicitTrust: false };
    }).map(unlessNoVerify),
    firstBySha1({
      id: 'AH02272 failed to retrieve OCSP response status',
      words: 'The first SingleResponse with the CertID by SHA-1 is the answer.',
    }),
    validityUnlessUnknown(),
    goodAlone({
      id: 'AH03239 certificate status',
      words: 'Only good completes the handshake.',
    }),
  ],
};

/** Times are looked at unless the status is unknown, which is refused anyway. */
function validityUnlessUnknown(): Rule {
  return {
    id: 'AH02273 outside validity period',
    words: 'The times hold, give or take SSLOCSPResponseTimeSkew, within SSLOCSPResponseMaxAge.',
    check: 'next-update',
    run: ({ single, settings, at }) => {
      if (single === null || single.certStatus.status === 'unknown') {
        return skip('The status is unknown.');
      }
      const trouble = opensslValidity(single, at, {
        skewSeconds: settings.number('SSLOCSPResponseTimeSkew'),
        maxSeconds: settings.number('SSLOCSPResponseMaxAge'),
      });
      return trouble === null ? pass(timesText(single)) : end('X', `${trouble}.`);
    },
  };
}
