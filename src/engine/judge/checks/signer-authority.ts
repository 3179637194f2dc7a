import { isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { examineIssuance, hasSameSubject, type Issuance, isSameCa } from '#pki/x509/issuance.ts';
import { keyPurposeOid } from '#pki/x509/oid.ts';
import type { UnsupportedAlgorithm } from '#pki/x509/signature.ts';
import type { CheckPolicy } from '#shared/model/policy.ts';

/** By which of the three ways of RFC 6960 §4.2.2.2 a signer may answer, or what it lacks for each. */
export type SignerAuthority =
  | { readonly path: 'configured' | 'issuer' | 'delegated' }
  | {
      readonly path: null;
      readonly missing: MissingAuthority;
      /** Set where the runtime cannot verify the delegate's certificate and nothing else is amiss. */
      readonly unsupported: UnsupportedAlgorithm | null;
    };

/** What a signer lacks for each path, as phrases about it. */
export interface MissingAuthority {
  readonly configured: string;
  readonly issuer: string;
  readonly delegated: string;
  /** The path that it is nearest to: what it lacks there says the most. */
  readonly nearest: 'configured' | 'issuer' | 'delegated';
}

/** On whose behalf a response may be signed. */
export interface AuthoritySubject {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  /** Whether it issued the certificate: without that it is no issuing CA and has no delegates. */
  readonly issuance: Issuance;
  readonly responderCertificate: Certificate | null;
  readonly policy: Pick<CheckPolicy, 'responderTrust'>;
}

const configured: SignerAuthority = { path: 'configured' };
const issuing: SignerAuthority = { path: 'issuer' };
const delegated: SignerAuthority = { path: 'delegated' };

/** Whether a certificate may sign answers about the certificate in question (RFC 6960 §4.2.2.2). */
export function authorityOf(signer: Certificate, subject: AuthoritySubject): SignerAuthority {
  if (isConfigured(signer, subject)) return configured;
  if (isConfiguredAlone(subject)) return notTheOnlyOne(subject);
  if (subject.issuance !== 'issued') return withoutIssuer(subject);
  // A renewed or cross-signed certificate is still of the same CA.
  if (isSameCa(signer, subject.issuer)) return issuing;
  const isItself = isSameOctets(signer.der, subject.certificate.der);
  const mayAnswer = mayOcspSign(signer);
  const issuance = examineIssuance(signer, subject.issuer);
  if (issuance === 'issued' && mayAnswer && !isItself) return delegated;
  const lacking =
    typeof issuance === 'object' && issuance.code === 'unsupported-algorithm' ? issuance : null;
  return {
    path: null,
    missing: {
      configured: notConfigured(subject),
      issuer: notIssuer(signer, subject),
      delegated: notDelegated({ signer, isItself, issuance, mayAnswer }),
      nearest: hasSameSubject(signer, subject.issuer) ? 'issuer' : 'delegated',
    },
    unsupported: mayAnswer && !isItself ? lacking : null,
  };
}

function isConfigured(
  signer: Certificate,
  { responderCertificate, policy }: AuthoritySubject,
): boolean {
  return (
    responderCertificate !== null &&
    policy.responderTrust !== 'issuer-or-delegate' &&
    isSameOctets(signer.der, responderCertificate.der)
  );
}

/** Whether the policy trusts no other signer than the configured one; nobody, where none is configured. */
export function isConfiguredAlone({ policy }: Pick<AuthoritySubject, 'policy'>): boolean {
  return policy.responderTrust === 'only-this-certificate';
}

function withoutIssuer(subject: AuthoritySubject): SignerAuthority {
  const no = `the CA that issued the certificate is not at hand, ${subject.certificate.facts.issuerText}`;
  const missing = {
    configured: notConfigured(subject),
    issuer: no,
    delegated: no,
    nearest: 'issuer' as const,
  };
  return { path: null, missing, unsupported: null };
}

function notTheOnlyOne(subject: AuthoritySubject): SignerAuthority {
  const no = 'the policy trusts no other signer than the configured responder certificate';
  const missing = {
    configured: notConfigured(subject),
    issuer: no,
    delegated: no,
    nearest: 'configured' as const,
  };
  return { path: null, missing, unsupported: null };
}

function mayOcspSign(signer: Certificate): boolean {
  const { extendedKeyUsage } = signer.facts.extensions;
  return (
    extendedKeyUsage.ok && (extendedKeyUsage.value?.includes(keyPurposeOid.ocspSigning) ?? false)
  );
}

function notConfigured({ responderCertificate, policy }: AuthoritySubject): string {
  if (responderCertificate === null) return 'no responder certificate is configured';
  return policy.responderTrust === 'issuer-or-delegate'
    ? 'the policy trusts no configured certificate by itself'
    : `the configured responder certificate is another one, ${responderCertificate.facts.subjectText}`;
}

function notIssuer(signer: Certificate, { issuer }: AuthoritySubject): string {
  return hasSameSubject(signer, issuer)
    ? 'it has the name of the issuing CA, but another key'
    : `it is not the issuing CA, ${issuer.facts.subjectText}`;
}

/** Deviation: RFC 6960 does not forbid that a delegate vouches for itself; a revoked one could. */
function notDelegated(delegate: {
  readonly signer: Certificate;
  readonly isItself: boolean;
  readonly issuance: Issuance;
  readonly mayAnswer: boolean;
}): string {
  const { signer, isItself, issuance, mayAnswer } = delegate;
  const lacks: string[] = [];
  if (isItself) lacks.push('it is the certificate in question and cannot vouch for itself');
  const notIssued = whyNotIssued(signer, issuance);
  if (notIssued !== null) lacks.push(notIssued);
  if (!mayAnswer) lacks.push('it has no id-kp-OCSPSigning in extendedKeyUsage');
  return lacks.join(', and ');
}

function whyNotIssued(signer: Certificate, issuance: Issuance): string | null {
  switch (issuance) {
    case 'issued':
      return null;
    case 'other-name':
      return `it was issued by ${signer.facts.issuerText}, not by the issuing CA itself`;
    case 'signature-invalid':
      return 'its own signature does not verify with the key of the issuing CA';
    default:
      if (issuance.code === 'key-unreadable') {
        return `its own signature cannot be verified, as the key of the issuing CA cannot be read: ${issuance.detail}`;
      }
      return `its own signature uses ${issuance.algorithm}, which is not verified here`;
  }
}
