import { describe, expect, it } from 'vitest';
import { readFixture } from '../../../support/fixtures/manifest.ts';
import { decoded } from '../../../support/ocsp-builder.ts';

const data = 'OCSPResponse.responseBytes.response.tbsResponseData';

describe('responses as real responders send them', () => {
  it.each([
    ['explicit-v1', 'default-encoded', `${data}.version`],
    ['empty-ext', 'empty-list', `${data}.responseExtensions`],
    ['critical-false', 'default-encoded', `${data}.responseExtensions[0].critical`],
    ['raw-nonce', 'nonce-not-wrapped', `${data}.responseExtensions[0].extnValue.Nonce`],
  ])('%s is read, and what is not strict in it is recorded', (name, code, path) => {
    const { basic, deviations } = decoded(readFixture(`reproductions/cli/${name}.der`));
    expect(basic?.responses.map(({ certStatus }) => certStatus.status)).toEqual(['good']);
    expect(deviations).toMatchObject([{ code, path }]);
  });

  it.each([7, 11])('a revocation for the undefined reason %i is read as one', (number) => {
    const { basic, deviations } = decoded(
      readFixture(`reproductions/cli/revoked-reason${number}.der`),
    );
    expect(basic?.responses[0]?.certStatus).toMatchObject({
      status: 'revoked',
      revocation: { reason: `unrecognised reason ${number}` },
    });
    expect(deviations.map(({ code }) => code)).toEqual(['value-not-defined']);
  });
});
