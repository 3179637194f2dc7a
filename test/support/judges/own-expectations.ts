/** What a response of `fixtures/judges` comes to by our reading of the RFC, whatever programs said of it. */
export interface OwnExpectation {
  readonly status: 'good' | 'revoked' | 'unknown' | 'indeterminate';
  /** The code of the reason, where the status is `indeterminate`. */
  readonly reason: string | null;
  readonly why: string;
}

const good = (why: string): OwnExpectation => ({ status: 'good', reason: null, why });
const revoked = (why: string): OwnExpectation => ({ status: 'revoked', reason: null, why });
const unknown = (why: string): OwnExpectation => ({ status: 'unknown', reason: null, why });
const refused = (reason: string, why: string): OwnExpectation => ({
  status: 'indeterminate',
  reason,
  why,
});

/** By the names of the cases. Sections are of RFC 6960 where nothing else is said. */
export const ownExpectations: Readonly<Record<string, OwnExpectation>> = {
  'base-issuer': good('§4.2.2.2: the CA itself signed'),
  'base-delegate': good('§4.2.2.2: the CA issued the signer for OCSP signing'),
  'base-issuer-embedded': good('§4.2.1: certs may hold whatever helps'),
  'i-base-issuer': good('§4.2.2.2: the CA that issued this certificate signed'),
  'i-issuer-embedded': good('§4.2.2.2: the CA that issued this certificate signed'),
  'del-noeku': refused('signer-not-authorized', '§4.2.2.2: a delegate has id-kp-OCSPSigning'),
  'del-anyeku': refused('signer-not-authorized', '§4.2.2.2: id-kp-OCSPSigning MUST be there'),
  'peer-leaf-signed': refused('signer-not-authorized', '§4.2.2.2: a client is no delegate'),
  'del-expired': refused('signer-expired', '§4.2.2.2 and RFC 5280 §6.1.3: valid at the time'),
  'del-expired-now-valid-at-producedAt': refused(
    'signer-expired',
    'RFC 5280 §6.1.3: valid at the time of the check, not of the signature',
  ),
  'del-notyetvalid': refused('signer-not-yet-valid', 'RFC 5280 §6.1.3: valid at the time'),
  'del-ku-wrong': good('§4.2.2.2 asks for no keyUsage: a warning (RFC 5280 §4.2.1.3)'),
  'del-otherca': refused('signer-not-authorized', '§4.2.2.2: issued by the CA in question'),
  'i-by-root-delegate': refused('signer-not-authorized', '§4.2.2.2: issued directly by the CA'),
  'del-second-in-certs': good('§4.2.1: certs has no order'),
  'issuer-signed-unrelated-cert-embedded': good('§4.2.1: certs may hold what is not needed'),
  'rid-badname': refused('signer-not-identified', '§3.2 item 3: the signer is the one named'),
  'rid-badkey-issuer': refused('signer-not-identified', '§3.2 item 3: the signer is the one named'),
  'rid-claims-issuer-name': refused('signature-invalid', '§3.2 item 2: not with the key named'),
  'stale-2min': good('§3.2 item 6, within the skew of 300 s'),
  'stale-6min': refused('response-expired', '§3.2 item 6: newer information is due'),
  'stale-16min': refused('response-expired', '§3.2 item 6: newer information is due'),
  'future-4min-prod': good('§3.2 item 5, within the skew of 300 s'),
  'future-10min-prod': refused('produced-at-in-future', '§2.4: signed at a time to come'),
  'future-16min': refused('this-update-in-future', '§4.2.2.1: thisUpdate in the future'),
  'nonext-1h': good('§2.4: without nextUpdate there is always newer information'),
  'nonext-30d': good('§3.2 item 5: how recent it is to be is for a policy, which sets none'),
  'next-before-this': refused('next-update-before-this-update', '§2.4: the interval is empty'),
  'prod-before-this': good('§2.4 sets no order of producedAt and thisUpdate'),
  'prod-old-1y': refused(
    'produced-at-outside-validity',
    'signed before the certificate was: of another one',
  ),
  'certid-sha256': good('§4.1.1: built with another hash, and it identifies the certificate'),
  'certid-md5': refused('cert-id-mismatch', '§3.2 item 1, and MD5 identifies nothing'),
  'certid-wrong-serial': refused('cert-id-mismatch', '§3.2 item 1: another certificate'),
  'certid-wrong-keyhash': refused('cert-id-mismatch', '§3.2 item 1: another CA'),
  'certid-wrong-namehash': refused('cert-id-mismatch', '§3.2 item 1: another CA'),
  'st-unknown': unknown('§2.2: the responder does not know it'),
  'st-revoked-future': revoked('§2.2: the CA has revoked it, from tomorrow on'),
  'st-revoked-stale-2d': refused('response-expired', '§3.2 item 6: it may be off hold by now'),
  'st-revoked-reason7': revoked('RFC 5280 §5.3.1: a reason is optional, the revocation is not'),
  'dup-good-revoked': revoked('contradictory answers: the strictest counts'),
  'dup-revoked-good': revoked('contradictory answers: the strictest counts'),
  'dup-unknown-good': unknown('contradictory answers: the strictest counts'),
  'dup-stale-fresh': good('of two alike, the one that is known later'),
  'other-first': good('§4.2.1: responses is a list'),
  'other-stale': good('§3.2 item 1: what is said of another certificate is no matter'),
  'other-issuer-single': good('§3.2 item 1: what is said of another certificate is no matter'),
  'crit-single': refused('critical-extension', 'RFC 5280 §4.2: must be understood'),
  'crit-response': refused('critical-extension', 'RFC 5280 §4.2: must be understood'),
  'sig-sha1': good('§4.3 of its time asked for it: a warning'),
  'sig-md5': refused('signature-algorithm-refused', 'MD5 signatures are forged within hours'),
  'sig-pss': good('RFC 4055 §3: RSA with PSS'),
  'sig-bad': refused('signature-invalid', '§3.2 item 2'),
  'version-v2': refused('response-version-unsupported', '§4.2.2.3: v1'),
  'trailing-outer': refused(
    'response-malformed',
    'X.690 §8.1: octets after the value belong to nothing',
  ),
  'trailing-basic': refused(
    'response-malformed',
    'X.690 §8.1: octets after the value belong to nothing',
  ),
  'rtype-unknown': refused('response-type-unsupported', '§4.2.1: id-pkix-ocsp-basic'),
  'err-trylater': refused('responder-try-later', '§2.3: an error has no status'),
};
