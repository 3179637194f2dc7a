import type { OcspResponse } from '#pki/ocsp/types.ts';
import { certIdHashesOf } from '../cert-id-hashes.ts';
import type { Rule } from '../rule.ts';

/** A CertID is made with SHA-1. */
export const certIdSha1: Rule<OcspResponse> = {
  id: 'cert-id-sha1',
  severity: 'note',
  citation: 'RFC 5019 §2.1.1',
  about: 'A CertID is made with SHA-1.',
  remedy: 'Nothing is to be done: SHA-1 is an index here and protects nothing.',
  find: ({ basic }) =>
    certIdHashesOf(basic?.responses ?? []).includes('sha1')
      ? 'CertID is made with SHA-1: it is an index here and protects nothing.'
      : null,
};
