import { ocspOid } from '#pki/ocsp/object-identifiers.ts';
import type { Check, CheckContext } from './check.ts';
import { type CheckFinding, fail, notRun, pass } from './finding.ts';

const basic = pass('The response is a basic one (id-pkix-ocsp-basic).', {
  responseType: ocspOid.basic,
});

const nothingExpected = notRun('An error response has no responseBytes.');

const missing = fail({
  code: 'response-bytes-missing',
  message: 'The responder answered "successful" but sent no responseBytes.',
  remedy: 'The responder must send a basic response with the status successful.',
  evidence: { responseType: null },
});

function run({ response }: CheckContext): CheckFinding {
  const { responseType } = response;
  if (response.basic !== null) return basic;
  if (responseType === null) {
    return response.responseStatus === 'successful' ? missing : nothingExpected;
  }
  return fail({
    code: 'response-type-unsupported',
    message: `The response is of type ${responseType}, not id-pkix-ocsp-basic.`,
    remedy:
      'The responder must answer with a basic response, which is the only type that is defined.',
    evidence: { responseType },
  });
}

/** The response is of the type that every client must accept. */
export const responseTypeCheck: Check = {
  id: 'response-type',
  title: 'Response type is basic',
  citation: 'RFC 6960 §4.2.1',
  rule: 'responseType is id-pkix-ocsp-basic.',
  failureCodes: ['response-bytes-missing', 'response-type-unsupported'],
  run,
};
