import { summarizeCertId } from '#pki/ocsp/cert-id.ts';
import type { SingleResponse } from '#pki/ocsp/types.ts';
import { isSameOctets } from '#pki/octets.ts';
import type { Issuance } from '#pki/x509/issuance.ts';
import { serialNumberToText } from '#pki/x509/serial-number.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import type { Check, CheckContext } from './check.ts';
import { type CheckFinding, type Evidence, fail, noBasicResponse, pass, warn } from './finding.ts';

/** How many of a long list of other answers are shown. */
const maxShown = 8;

function run(context: CheckContext): CheckFinding {
  const { basic, certId, matches, issuance } = context;
  if (basic === null) return noBasicResponse;
  if (issuance !== 'issued') return notTheIssuer(context, issuance);
  const expected = summarizeCertId(certId);
  const { hashAlgorithm, serialNumber } = expected;
  const evidence: Evidence = { ...expected };
  if (matches.some(({ hash }) => hash === certId.hash)) {
    const message = `The response is about serial number ${toReadableSerial(serialNumber)} of the issuing CA (${hashAlgorithm} CertID).`;
    return pass(message, evidence);
  }
  const [other] = matches;
  if (other === undefined) return mismatch(context, basic.responses, evidence);
  return warn(
    `The response is about serial number ${toReadableSerial(serialNumber)} of the issuing CA, but its CertID is built with ${other.hash}; ${hashAlgorithm} was asked.`,
    { ...evidence, receivedHashAlgorithm: other.hash },
  );
}

/** A CertID that is built with another CA's name or key would identify nothing. */
function notTheIssuer(
  { certificate, issuer }: CheckContext,
  issuance: Exclude<Issuance, 'issued'>,
): CheckFinding {
  const [named, taken] = [certificate.facts.issuerText, issuer.facts.subjectText];
  const evidence = { issuerName: named, takenForIssuer: taken };
  if (typeof issuance === 'object' && issuance.code === 'key-unreadable') {
    return fail({
      code: 'issuer-mismatch',
      message: `Whether ${taken} issued the certificate cannot be told: its key cannot be read (${issuance.detail}).`,
      remedy: 'Give the certificate of the CA that issued the certificate.',
      evidence,
    });
  }
  if (typeof issuance === 'object') {
    return fail({
      code: 'unsupported-algorithm',
      message: `Whether ${taken} issued the certificate cannot be told: its signature uses ${issuance.algorithm}, which is not verified here.`,
      remedy: `Verify under a runtime that has ${issuance.algorithm}.`,
      evidence,
    });
  }
  return fail({
    code: 'issuer-mismatch',
    message:
      issuance === 'other-name'
        ? `${taken} did not issue the certificate: its issuer is ${named}.`
        : `${taken} did not issue the certificate: it has the name of its issuer, but its key does not verify the signature.`,
    remedy: 'Give the certificate of the CA that issued the certificate.',
    evidence,
  });
}

function mismatch(
  context: CheckContext,
  responses: readonly SingleResponse[],
  evidence: Evidence,
): CheckFinding {
  return fail({
    code: 'cert-id-mismatch',
    message: whatWasReceived(context, responses),
    remedy:
      'Ask the responder of the CA that issued the certificate; this answer is about another one.',
    evidence: {
      ...evidence,
      received: responses.slice(0, maxShown).map(({ certId }) => {
        const other = summarizeCertId(certId);
        return `${other.serialNumber} (${other.hashAlgorithm}, issuer name ${other.issuerNameHash}, issuer key ${other.issuerKeyHash})`;
      }),
    },
  });
}

function whatWasReceived({ certId }: CheckContext, responses: readonly SingleResponse[]): string {
  const wanted = `serial number ${readable(certId.serialNumber)}`;
  if (responses.length === 0)
    return `No answer about ${wanted}: the response has no SingleResponse.`;
  const hasSameSerial = responses.some((single) =>
    isSameOctets(single.certId.serialNumber, certId.serialNumber),
  );
  if (hasSameSerial) {
    return `No answer about ${wanted} of the issuing CA: the response has this number, but of another CA.`;
  }
  const received = responses
    .slice(0, maxShown)
    .map((single) => readable(single.certId.serialNumber))
    .join(', ');
  const more = responses.length > maxShown ? ', …' : '';
  return `No answer about ${wanted}: the response is about ${received}${more}.`;
}

function readable(serialNumber: Uint8Array): string {
  return toReadableSerial(serialNumberToText(serialNumber));
}

/** The response is about the certificate in question, not about another one. */
export const certIdMatchCheck: Check = {
  id: 'cert-id-match',
  title: 'CertID identifies the certificate',
  citation: 'RFC 6960 §3.2 item 1',
  rule: "A SingleResponse's CertID (hash algorithm, issuerNameHash, issuerKeyHash, serialNumber) is the certificate's, built with the name and key of the CA that issued it. Another hash algorithm that still identifies it is a warning.",
  failureCodes: ['issuer-mismatch', 'cert-id-mismatch', 'unsupported-algorithm'],
  run,
};
