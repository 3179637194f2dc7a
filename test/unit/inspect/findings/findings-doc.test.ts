import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  certificateRules,
  certificationRequestRules,
  crlRules,
  keyStoreRules,
  pkcs12Rules,
  privateKeyRules,
  publicKeyRules,
  requestRules,
  responseRules,
} from '#inspect/findings/registry.ts';
import { findingsDoc } from '../../../support/findings-doc.ts';

const file = new URL('../../../../docs/findings.md', import.meta.url);

it('docs/findings.md is what the registry yields (UPDATE_DOCS=1 writes it)', () => {
  const text = findingsDoc([
    ['Certificates', 'certificate', certificateRules],
    ['OCSP requests', 'request', requestRules],
    ['OCSP responses', 'response', responseRules],
    ['Certificate revocation lists', 'crl', crlRules],
    ['Certificate requests', 'certification-request', certificationRequestRules],
    ['Public keys', 'public-key', publicKeyRules],
    ['Private keys', 'private-key', privateKeyRules],
    ['PKCS#12 files', 'pkcs12', pkcs12Rules],
    ['Java key stores', 'key-store', keyStoreRules],
  ]);
  if (process.env.UPDATE_DOCS === '1') writeFileSync(file, text);
  expect(readFileSync(file, 'utf8')).toBe(text);
});
