import type { SingleResponse } from '#pki/ocsp/types.ts';
import { isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { SubjectFacts } from '../subject.ts';

/** One thing that could be otherwise, and nothing else with it. */
export interface Change {
  readonly id: string;
  /** Goes on after “if”. */
  readonly words: string;
  /** The facts as they would be; null where that is how they are, or where there is nothing to change. */
  readonly apply: (facts: SubjectFacts, at: EpochMs) => SubjectFacts | null;
}

/** Changes every SingleResponse about the certificate's serial number; null where `change` changes none. */
export function changeSingles(
  facts: SubjectFacts,
  change: (single: SingleResponse) => SingleResponse,
): SubjectFacts | null {
  const { basic } = facts;
  if (basic === null) return null;
  const responses = basic.responses.map(change);
  const isSame = responses.every((single, i) => single === basic.responses[i]);
  return isSame ? null : { ...facts, basic: { ...basic, responses } };
}

/** Changes every embedded certificate but the issuer's; null where `change` changes none. */
export function changeEmbedded(
  facts: SubjectFacts,
  change: (certificate: Certificate) => Certificate,
): SubjectFacts | null {
  const embedded = facts.embedded.map((certificate) =>
    certificate === null || certificate === facts.issuer ? certificate : change(certificate),
  );
  const isSame = embedded.every((certificate, i) => certificate === facts.embedded[i]);
  return isSame ? null : { ...facts, embedded };
}

/** Whether a SingleResponse has the serial number of the certificate in question. */
export function hasSerial({ certificate }: SubjectFacts, { certId }: SingleResponse): boolean {
  return isSameOctets(certId.serialNumber, certificate.serialNumber);
}
