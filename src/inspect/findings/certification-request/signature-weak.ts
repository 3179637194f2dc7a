import type { CertificationRequest } from '#pki/pkcs10/decode-request.ts';
import { identifySignatureAlgorithm } from '#pki/x509/signature-algorithm.ts';
import type { Rule } from '../rule.ts';

/** The signature rests on MD5 or SHA-1. */
export const signatureWeak: Rule<CertificationRequest> = {
  id: 'signature-weak',
  severity: 'warning',
  citation: 'local policy',
  about: 'The signature rests on MD5 or SHA-1.',
  remedy: 'Make the request again with SHA-256 or better.',
  find: ({ signatureAlgorithm }) => {
    const { digest, name } = identifySignatureAlgorithm(signatureAlgorithm);
    return digest === 'md5' || digest === 'sha1' ? `The request is signed with ${name}.` : null;
  },
};
