import type { CertificateList } from '#pki/crl/decode-crl.ts';
import { identifySignatureAlgorithm } from '#pki/x509/signature-algorithm.ts';
import type { Rule } from '../rule.ts';

/** The signature rests on SHA-1. */
export const signatureSha1: Rule<CertificateList> = {
  id: 'signature-sha1',
  severity: 'warning',
  citation: 'local policy',
  about: 'The signature rests on SHA-1.',
  remedy: 'Have the CA sign with SHA-256 or better.',
  find: ({ signatureAlgorithm }) => {
    const { digest, name } = identifySignatureAlgorithm(signatureAlgorithm);
    return digest === 'sha1'
      ? `The CRL is signed with ${name}: collisions of SHA-1 can be made.`
      : null;
  },
};
