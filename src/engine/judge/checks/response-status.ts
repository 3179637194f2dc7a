import type { OcspResponseStatus } from '#shared/model/ocsp.ts';
import type { Check, CheckContext } from './check.ts';
import type { FailureCode } from './failure-code.ts';
import { type CheckFinding, fail, pass } from './finding.ts';

/** What each error of RFC 6960 §2.3 means, and what helps. */
const errors: Readonly<
  Record<
    Exclude<OcspResponseStatus, 'successful'>,
    { readonly code: FailureCode; readonly meaning: string; readonly remedy: string }
  >
> = {
  malformedRequest: {
    code: 'responder-malformed-request',
    meaning: 'it does not understand the request',
    remedy: 'Ask without a nonce and with a SHA-1 CertID, which every responder understands.',
  },
  internalError: {
    code: 'responder-internal-error',
    meaning: 'it has an internal problem',
    remedy: 'Ask again later or ask another responder, and look at the log of this one.',
  },
  tryLater: {
    code: 'responder-try-later',
    meaning: 'it runs but cannot answer now',
    remedy: 'Ask again later.',
  },
  sigRequired: {
    code: 'responder-sig-required',
    meaning: 'it answers signed requests alone',
    remedy: 'Ask a responder that answers unsigned requests.',
  },
  unauthorized: {
    code: 'responder-unauthorized',
    meaning: 'it may not answer this client, or it does not know the CA or the certificate',
    remedy: 'Check that this is the responder of the CA that issued the certificate.',
  },
};

const successful = pass('The responder answered "successful".', { responseStatus: 'successful' });

function run({ response }: CheckContext): CheckFinding {
  const { responseStatus } = response;
  if (responseStatus === 'successful') return successful;
  const { code, meaning, remedy } = errors[responseStatus];
  return fail({
    code,
    message: `The responder answered "${responseStatus}": ${meaning}.`,
    remedy,
    evidence: { responseStatus },
  });
}

/** The responder answered at all. */
export const responseStatusCheck: Check = {
  id: 'response-status',
  title: 'Response status is successful',
  citation: 'RFC 6960 §4.2.1',
  rule: 'responseStatus is successful; otherwise the error that the responder names is reported.',
  failureCodes: [
    'responder-malformed-request',
    'responder-internal-error',
    'responder-try-later',
    'responder-sig-required',
    'responder-unauthorized',
  ],
  run,
};
