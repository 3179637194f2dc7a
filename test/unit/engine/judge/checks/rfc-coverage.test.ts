import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checks } from '#engine/judge/checks/registry.ts';
import { rfcCoverage } from '../../../../support/rfc-coverage.ts';

const file = new URL('../../../../../docs/rfc-coverage.md', import.meta.url);

it('docs/rfc-coverage.md is what the registry and the comments yield (UPDATE_DOCS=1 writes it)', () => {
  const text = rfcCoverage(checks);
  if (process.env.UPDATE_DOCS === '1') writeFileSync(file, text);
  expect(readFileSync(file, 'utf8')).toBe(text);
});
