import type { DecodedResponderId } from '#pki/ocsp/types.ts';
import { hexOf, isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { nameToText } from '#pki/x509/name.ts';
import type { ResponderId } from '#shared/model/ocsp.ts';
import { assertNever } from '#shared/model/result.ts';

/** Who signed as the response names it. The text of a name is remembered with the signer's own, if that is known. */
export function summarizeResponderId(
  responderId: DecodedResponderId,
  signer: Certificate | null,
): ResponderId {
  switch (responderId.by) {
    case 'key':
      return { byKey: hexOf(responderId.keyHash) };
    case 'name': {
      const isSigners = signer !== null && isSameOctets(signer.subject, responderId.name);
      return { byName: isSigners ? signer.facts.subjectText : nameToText(responderId.name) };
    }
    default:
      return assertNever(responderId);
  }
}

/** A ResponderID in one phrase: `byName CN=…`, `byKey 9f1c…`. */
export function responderIdText(responderId: ResponderId): string {
  return 'byName' in responderId ? `byName ${responderId.byName}` : `byKey ${responderId.byKey}`;
}
