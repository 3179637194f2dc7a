import { extensionOid } from '#pki/x509/oid.ts';
import type { Check, CheckContext } from './check.ts';
import {
  type CheckFinding,
  noBasicResponse,
  noSigner,
  notApplicable,
  notRun,
  pass,
  warn,
} from './finding.ts';

const issuer = notApplicable('The issuing CA signed itself.');
const configured = notApplicable(
  'The configured responder certificate signed; it is trusted as it is.',
);
const noDelegate = notRun('The signer is no delegate of the CA.');

function run({ signer: search }: CheckContext): CheckFinding {
  if (search === null) return noBasicResponse;
  if (search.signer === null) return noSigner;
  const { certificate, authority } = search.signer;
  if (authority.path === 'issuer') return issuer;
  if (authority.path === 'configured') return configured;
  if (authority.path === null) return noDelegate;
  const signer = certificate.facts.subjectText;
  return !certificate.facts.extensions.has(extensionOid.ocspNoCheck)
    ? warn(
        `${signer} has no id-pkix-ocsp-nocheck, and whether it is revoked itself was not checked.`,
        { signer, noCheck: false },
      )
    : pass(`${signer} has id-pkix-ocsp-nocheck: the CA asks not to check it for its short life.`, {
        signer,
        noCheck: true,
      });
}

/** A delegated signer need not be checked for revocation. */
export const signerRevocationCheck: Check = {
  id: 'signer-revocation',
  title: 'Signer needs no check of its own',
  citation: 'RFC 6960 §4.2.2.2.1',
  rule: 'A delegated signer has id-pkix-ocsp-nocheck. Absent and not checked: a warning.',
  failureCodes: [],
  run,
};
