import { serialNumberToText } from '#pki/x509/serial-number.ts';
import type { Check, CheckContext } from './check.ts';
import type { SignerSearch, SignerSource } from './find-signer.ts';
import { type CheckFinding, fail, noBasicResponse, pass } from './finding.ts';
import { responderIdText, summarizeResponderId } from './responder-id-text.ts';

const sources: Readonly<Record<SignerSource, string>> = {
  configured: 'the configured responder certificate',
  issuer: 'the issuing CA',
  chain: "a certificate of the client's chain",
  response: 'a certificate in the response',
};

function run({ basic, signer: search }: CheckContext): CheckFinding {
  if (basic === null || search === null) return noBasicResponse;
  const { signer } = search;
  const id = summarizeResponderId(basic.responderId, signer?.certificate ?? null);
  const responderId = responderIdText(id);
  if (signer === null) return nobody(responderId, search);
  const subject = signer.certificate.facts.subjectText;
  const who = sources[signer.source];
  return pass(
    'byName' in id ? `${responderId} is ${who}.` : `${responderId} is ${who}, ${subject}.`,
    {
      responderId,
      signer: subject,
      signerSerialNumber: serialNumberToText(signer.certificate.serialNumber),
      source: signer.source,
    },
  );
}

function nobody(responderId: string, { considered, unreadable }: SignerSearch): CheckFinding {
  const certificates = considered.map(
    ({ certificate, source }) => `${certificate.facts.subjectText} (${source})`,
  );
  const unread =
    unreadable === 0 ? '' : ` Certificates in the response that cannot be read: ${unreadable}.`;
  return fail({
    code: 'signer-not-identified',
    message: `${responderId} is none of the certificates at hand: ${certificates.join('; ')}.${unread}`,
    remedy:
      'Configure the certificate of the responder, or let the responder send its certificate along.',
    evidence: { responderId, considered: certificates, unreadable },
  });
}

/** The certificate of the one who signed is at hand. */
export const signerIdentifiedCheck: Check = {
  id: 'signer-identified',
  title: 'Signer is the responder named',
  citation: 'RFC 6960 §3.2 item 3',
  rule: "responderID (byName or byKey) names a certificate at hand: the configured responder certificate, the issuing CA or another certificate of the client's chain, or a certificate in the response.",
  failureCodes: ['signer-not-identified'],
  run,
};
