import type { CertificateList } from '#pki/crl/decode-crl.ts';
import { identifySignatureAlgorithm } from '#pki/x509/signature-algorithm.ts';
import type { Rule } from '../rule.ts';

/** The signature rests on MD5. */
export const signatureMd5: Rule<CertificateList> = {
  id: 'signature-md5',
  severity: 'error',
  citation: 'RFC 6151 §2.1',
  about: 'The signature rests on MD5.',
  remedy: 'Believe no such list: have the CA sign with SHA-256 or better.',
  find: ({ signatureAlgorithm }) => {
    const { digest, name } = identifySignatureAlgorithm(signatureAlgorithm);
    return digest === 'md5'
      ? `The CRL is signed with ${name}: MD5 signatures can be forged.`
      : null;
  },
};
