import { ocspOid } from '#pki/ocsp/object-identifiers.ts';
import { decodeSignedTimestamps, type SignedTimestamp } from '#pki/ocsp/signed-timestamps.ts';
import { hexOf } from '#pki/octets.ts';
import type { Extension } from '#pki/x509/certificate.ts';
import { extensionOid } from '#pki/x509/oid.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import type { Check, CheckContext } from './check.ts';
import { type CheckFinding, fail, noBasicResponse, pass } from './finding.ts';

/** Extensions of a response whose meaning is known here (RFC 6960 §4.4). */
const knownInResponse: ReadonlySet<string> = new Set([ocspOid.nonce, ocspOid.extendedRevoke]);

/** Of a SingleResponse: those of RFC 6960 §4.4, and entry extensions of a CRL (§4.4.5) that change no status. */
const knownInSingle: ReadonlySet<string> = new Set([
  ocspOid.crl,
  ocspOid.archiveCutoff,
  // They say nothing of the status.
  ocspOid.signedTimestamps,
  '2.5.29.21',
  '2.5.29.24',
]);

/** Of a signer: what is judged elsewhere, and what does not limit the signing of responses. */
const knownInSigner: ReadonlySet<string> = new Set<string>([
  extensionOid.basicConstraints,
  extensionOid.keyUsage,
  extensionOid.extendedKeyUsage,
  extensionOid.subjectAltName,
  extensionOid.nameConstraints,
  extensionOid.certificatePolicies,
  extensionOid.policyMappings,
  extensionOid.policyConstraints,
  extensionOid.inhibitAnyPolicy,
  extensionOid.cRLDistributionPoints,
  extensionOid.ocspNoCheck,
]);

const none = pass('There is no critical extension that is not understood.');

function run({ basic, single, signer: search }: CheckContext): CheckFinding {
  if (basic === null) return noBasicResponse;
  const inResponse = unrecognised(basic.extensions, knownInResponse);
  const timestamps = timestampsOf(single?.extensions ?? []);
  const inSingle = unrecognised(single?.extensions ?? [], knownInSingle, timestamps);
  const inSigner = unrecognised(search?.signer?.certificate.extensions ?? [], knownInSigner);
  if (inResponse.length + inSingle.length + inSigner.length === 0) {
    return timestamps === 'none' || timestamps === 'unreadable' ? none : understood(timestamps);
  }
  const places = [
    placed(inResponse, 'the response'),
    placed(inSingle, 'the SingleResponse'),
    placed(inSigner, "the signer's certificate"),
  ].filter((place) => place !== '');
  return fail({
    code: 'critical-extension',
    message: `A critical extension is not understood: ${places.join(', ')}.`,
    remedy: 'The responder must leave the extension out, or not mark it critical.',
    evidence: { response: inResponse, singleResponse: inSingle, signer: inSigner },
  });
}

const noOids: readonly string[] = [];

type Timestamps = readonly SignedTimestamp[] | 'none' | 'unreadable';

/** The critical list of signed certificate timestamps. */
function timestampsOf(extensions: readonly Extension[]): Timestamps {
  for (const { oid, critical, value } of extensions) {
    if (critical && oid === ocspOid.signedTimestamps) {
      return decodeSignedTimestamps(value) ?? 'unreadable';
    }
  }
  return 'none';
}

function understood(timestamps: readonly SignedTimestamp[]): CheckFinding {
  const count = timestamps.length;
  const what =
    count === 1 ? 'one signed certificate timestamp' : `${count} signed certificate timestamps`;
  return pass(`The critical list of ${what} is understood; timestamps say nothing of the status.`, {
    timestamps: timestamps.map(
      ({ timestamp, logId }) => `${toRfc3339(timestamp)} by log ${hexOf(logId)}`,
    ),
  });
}

function unrecognised(
  extensions: readonly Extension[],
  known: ReadonlySet<string>,
  timestamps: Timestamps = 'none',
) {
  let found = noOids;
  for (const { oid, critical } of extensions) {
    const isUnreadable = timestamps === 'unreadable' && oid === ocspOid.signedTimestamps;
    if (critical && (isUnreadable || !known.has(oid))) found = [...found, oid];
  }
  return found;
}

function placed(oids: readonly string[], place: string): string {
  return oids.length === 0 ? '' : `${oids.join(', ')} in ${place}`;
}

/** Nothing that must be understood was passed over. */
export const criticalExtensionsCheck: Check = {
  id: 'critical-extensions',
  title: 'Critical extensions are understood',
  citation: 'RFC 5280 §4.2 and RFC 6960 §4.4',
  rule: 'There is no unrecognised critical extension in the response, the SingleResponse or the signer.',
  failureCodes: ['critical-extension'],
  run,
};
