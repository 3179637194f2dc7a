import type { Certificate } from '#pki/x509/certificate.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { toReadableSpan } from '#shared/wording/time.ts';
import type { Check, CheckContext } from './check.ts';
import {
  type CheckFinding,
  fail,
  noBasicResponse,
  noSigner,
  notApplicable,
  pass,
} from './finding.ts';
import { timeText } from './time-text.ts';

const issuer = notApplicable(
  'The issuing CA signed itself; its validity is a matter of the chain.',
);
const configured = notApplicable(
  'The configured responder certificate signed; it is trusted as it is.',
);

function run({ signer: search, at }: CheckContext): CheckFinding {
  if (search === null) return noBasicResponse;
  if (search.signer === null) return noSigner;
  const { certificate, authority } = search.signer;
  if (authority.path === 'issuer') return issuer;
  if (authority.path === 'configured') return configured;
  return judgeValidity(certificate, at);
}

/** Whether a delegated signer is within its validity period at `at`; both ends belong to it. */
function judgeValidity({ notBefore, notAfter }: Certificate, at: EpochMs): CheckFinding {
  const evidence = {
    notBefore: timeText(notBefore),
    notAfter: timeText(notAfter),
    verificationTime: timeText(at),
  };
  if (at < notBefore) {
    return fail({
      code: 'signer-not-yet-valid',
      message: `The signer's certificate becomes valid ${toReadableSpan(notBefore - at)} after the time of the check (${evidence.notBefore}).`,
      remedy: 'Check the clock, or give the responder a certificate that is valid now.',
      evidence,
    });
  }
  if (at > notAfter) {
    return fail({
      code: 'signer-expired',
      message: `The signer's certificate expired ${toReadableSpan(at - notAfter)} before the time of the check (${evidence.notAfter}).`,
      remedy: 'Give the responder a new certificate from the CA.',
      evidence,
    });
  }
  return pass(
    `The signer's certificate is valid until ${evidence.notAfter} (${toReadableSpan(notAfter - at)} left).`,
    evidence,
  );
}

/** The delegated signer is valid at the time of the check. */
export const signerValidityCheck: Check = {
  id: 'signer-validity',
  title: 'Signer is within its validity',
  citation: 'RFC 5280 §6.1.3 (a)(2)',
  rule: 'A delegated signer is within its validity period at the verification time.',
  failureCodes: ['signer-expired', 'signer-not-yet-valid'],
  run,
};
