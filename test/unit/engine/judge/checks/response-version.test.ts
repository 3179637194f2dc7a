import { describe, expect, it } from 'vitest';
import { failing, judge, outline, resultOf } from '../../../../support/ocsp-builder.ts';

describe('response-version', () => {
  it('passes for v1', () => {
    expect(resultOf(judge(), 'response-version')).toMatchObject({
      outcome: 'pass',
      evidence: { version: 'v1' },
    });
  });

  it('fails for v2, and it alone', () => {
    expect(outline(judge({ version: 1 }))).toEqual(
      failing('response-version', 'response-version-unsupported'),
    );
  });
});
