import type { OcspRequest } from '#pki/ocsp/types.ts';
import { certIdHashesOf, hashText } from '../cert-id-hashes.ts';
import type { Rule } from '../rule.ts';

/** A CertID is made with another hash than SHA-1. */
export const certIdNotSha1: Rule<OcspRequest> = {
  id: 'cert-id-not-sha1',
  severity: 'note',
  citation: 'RFC 5019 §2.1.1',
  about: 'A CertID is made with another hash than SHA-1.',
  remedy: 'Use SHA-1 where the responder answers unauthorized or malformedRequest.',
  find: ({ requestList }) =>
    certIdHashesOf(requestList)
      .filter((hash) => hash !== 'sha1')
      .map((hash) => `CertID is made with ${hashText(hash)}: many responders know SHA-1 alone.`),
};
