import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { certificateRules, requestRules, responseRules } from '#inspect/findings/registry.ts';
import { findingsDoc } from '../../../support/findings-doc.ts';

const file = new URL('../../../../docs/findings.md', import.meta.url);

it('docs/findings.md is what the registry yields (UPDATE_DOCS=1 writes it)', () => {
  const text = findingsDoc([
    ['Certificates', 'certificate', certificateRules],
    ['OCSP requests', 'request', requestRules],
    ['OCSP responses', 'response', responseRules],
  ]);
  if (process.env.UPDATE_DOCS === '1') writeFileSync(file, text);
  expect(readFileSync(file, 'utf8')).toBe(text);
});
