import type { OcspResponse } from '#pki/ocsp/types.ts';
import { certIdHashesOf, hashText } from '../cert-id-hashes.ts';
import type { Rule } from '../rule.ts';

/** A CertID is made with another hash than SHA-1. */
export const certIdNotSha1: Rule<OcspResponse> = {
  id: 'cert-id-not-sha1',
  severity: 'note',
  citation: 'RFC 5019 §2.1.1',
  about: 'A CertID is made with another hash than SHA-1.',
  remedy: 'Nothing is to be done where the client asked so.',
  find: ({ basic }) =>
    certIdHashesOf(basic?.responses ?? [])
      .filter((hash) => hash !== 'sha1')
      .map((hash) => `CertID is made with ${hashText(hash)}: many responders know SHA-1 alone.`),
};
