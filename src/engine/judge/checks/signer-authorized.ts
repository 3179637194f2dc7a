import type { Certificate } from '#pki/x509/certificate.ts';
import { assertNever } from '#shared/model/result.ts';
import type { Check, CheckContext } from './check.ts';
import { type CheckFinding, fail, noBasicResponse, noSigner, pass, warn } from './finding.ts';
import { isConfiguredAlone, type SignerAuthority } from './signer-authority.ts';

function run(context: CheckContext): CheckFinding {
  const { signer: search, issuer } = context;
  if (search === null) return noBasicResponse;
  if (search.signer === null) return noSigner;
  const { certificate, authority } = search.signer;
  const signer = certificate.facts.subjectText;
  if (authority.path === null) return unauthorized(signer, authority, isConfiguredAlone(context));
  const evidence = { signer, path: authority.path };
  const reason = `${signer} ${reasonFor(authority.path, issuer)}`;
  if (mayVerifySignatures(certificate)) return pass(`${reason}.`, evidence);
  return warn(
    `${reason}. Its keyUsage has no digitalSignature, which a key that signs responses should have (RFC 5280 §4.2.1.3).`,
    { ...evidence, keyUsageDigitalSignature: false },
  );
}

function reasonFor(path: 'configured' | 'issuer' | 'delegated', issuer: Certificate): string {
  switch (path) {
    case 'configured':
      return 'is the configured responder certificate';
    case 'issuer':
      return 'is the CA that issued the certificate (same name and key)';
    case 'delegated':
      return `was issued directly by ${issuer.facts.subjectText} and has id-kp-OCSPSigning`;
    default:
      return assertNever(path);
  }
}

/**
 * nonRepudiation will do for id-kp-OCSPSigning (RFC 5280 §4.2.1.12); without the extension all uses are allowed.
 * Deviation: RFC 5280 §4.2.1.12 wants keyUsage to allow the purpose as well. A key that lacks it is only warned of,
 * because CAs that sign responses themselves often have keyCertSign and cRLSign alone, and other checkers take them.
 */
function mayVerifySignatures(certificate: Certificate): boolean {
  const { keyUsage } = certificate.facts.extensions;
  if (!keyUsage.ok) return false;
  const usages = keyUsage.value;
  return usages === null || usages.has('digitalSignature') || usages.has('nonRepudiation');
}

function unauthorized(
  signer: string,
  { missing, unsupported }: Extract<SignerAuthority, { path: null }>,
  isAlone: boolean,
): CheckFinding {
  const evidence = {
    signer,
    path: null,
    notConfigured: missing.configured,
    notIssuer: missing.issuer,
    notDelegated: missing.delegated,
  };
  if (isAlone) {
    return fail({
      code: 'signer-not-authorized',
      message: `${signer} may not answer: ${missing.configured}, and the policy trusts no other signer.`,
      remedy: 'Configure the certificate of this responder, or trust the issuer and its delegates.',
      evidence,
    });
  }
  const message = `${signer} may not answer for the CA: ${missing[missing.nearest]}.`;
  if (unsupported !== null) {
    const { algorithm } = unsupported;
    const remedy = `Verify under a runtime that has ${algorithm}, or configure the responder certificate.`;
    return fail({ code: 'unsupported-algorithm', message, remedy, evidence });
  }
  return fail({
    code: 'signer-not-authorized',
    message,
    remedy:
      'Let the CA itself or a delegate with id-kp-OCSPSigning that it issued sign the answers, or configure this responder certificate if you trust it.',
    evidence,
  });
}

/** The signer may answer for the CA. */
export const signerAuthorizedCheck: Check = {
  id: 'signer-authorized',
  title: 'Signer is authorised',
  citation: 'RFC 6960 §4.2.2.2',
  rule: 'The signer is the issuing CA itself (same name and key), or was issued directly by that CA and has id-kp-OCSPSigning, or is the configured responder certificate; the policy says which of these count.',
  failureCodes: ['signer-not-authorized', 'unsupported-algorithm'],
  run,
};
