import { certIdMatchCheck } from './cert-id-match.ts';
import type { Check } from './check.ts';
import { conflictingResponsesCheck } from './conflicting-responses.ts';
import { criticalExtensionsCheck } from './critical-extensions.ts';
import { encodingCheck } from './encoding.ts';
import { maxAgeCheck } from './max-age.ts';
import { nextUpdateCheck } from './next-update.ts';
import { nonceCheck } from './nonce.ts';
import { producedAtCheck } from './produced-at.ts';
import { responseStatusCheck } from './response-status.ts';
import { responseTypeCheck } from './response-type.ts';
import { responseVersionCheck } from './response-version.ts';
import { revocationTimeCheck } from './revocation-time.ts';
import { signatureCheck } from './signature.ts';
import { signatureAlgorithmCheck } from './signature-algorithm.ts';
import { signerAuthorizedCheck } from './signer-authorized.ts';
import { signerIdentifiedCheck } from './signer-identified.ts';
import { signerRevocationCheck } from './signer-revocation.ts';
import { signerValidityCheck } from './signer-validity.ts';
import { thisUpdateCheck } from './this-update.ts';

/** Every check, in the order in which results are reported and in which the first failure gives the reason. */
export const checks: readonly Check[] = [
  responseStatusCheck,
  responseTypeCheck,
  responseVersionCheck,
  encodingCheck,
  certIdMatchCheck,
  signerIdentifiedCheck,
  signatureAlgorithmCheck,
  signatureCheck,
  signerAuthorizedCheck,
  signerValidityCheck,
  signerRevocationCheck,
  producedAtCheck,
  thisUpdateCheck,
  nextUpdateCheck,
  maxAgeCheck,
  nonceCheck,
  criticalExtensionsCheck,
  conflictingResponsesCheck,
  revocationTimeCheck,
];
