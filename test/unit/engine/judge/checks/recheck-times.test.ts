import { describe, expect, it } from 'vitest';
import { recheckTimes } from '#engine/judge/checks/recheck-times.ts';
import type { ResponseVerdict } from '#engine/judge/verify-response.ts';
import type { CheckId } from '#shared/model/verdict.ts';
import {
  type AnswerOptions,
  at,
  day,
  delegate,
  hour,
  issuer,
  judge,
  policy,
  single,
} from '../../../../support/ocsp-builder.ts';
import { issueCertificate, testExtensions } from '../../../../support/test-certificate.ts';

const timely: readonly CheckId[] = [
  'signer-validity',
  'produced-at',
  'this-update',
  'next-update',
  'max-age',
  'revocation-time',
];
const usual = policy({ maxAgeSeconds: 86_400 });

function again(verdict: ResponseVerdict, later: number) {
  if (verdict.times === null) throw new Error('the answer was not valid');
  const { checks, times } = verdict;
  return recheckTimes({ times, checks, at: later, policy: usual.policy });
}

function failures(options: AnswerOptions, later: number) {
  const checks = again(judge(options, usual), later);
  return checks.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id);
}

describe('recheckTimes', () => {
  it.each([
    ['the issuing CA', {}],
    ['a delegate', { signer: delegate }],
    [
      'the CA, revoked',
      {
        responses: [
          single({
            certStatus: { status: 'revoked', revocation: { time: at - day, reason: 'superseded' } },
          }),
        ],
      },
    ],
    [
      'the CA, never issued',
      {
        responses: [
          single({
            certStatus: { status: 'revoked', revocation: { time: 0, reason: 'certificateHold' } },
          }),
        ],
      },
    ],
  ] satisfies readonly [string, AnswerOptions][])(
    'finds at a later time what a full verification finds then (%s)',
    (_, options) => {
      const verdict = judge(options, usual);
      for (const later of [at, at + hour, at + day, at + 3 * day, at - 2 * hour]) {
        expect(again(verdict, later)).toEqual(judge(options, { ...usual, at: later }).checks);
      }
    },
  );

  it('leaves the other checks as they were', () => {
    const verdict = judge({ signer: delegate });
    const rechecked = again(verdict, at + day);
    const others = verdict.checks.filter(({ id }) => !timely.includes(id));
    for (const check of others) expect(rechecked).toContain(check);
  });

  it('fails once nextUpdate has passed', () => {
    expect(failures({}, at + 23 * hour - 1)).toEqual([]);
    expect(failures({}, at + day + hour)).toEqual(['next-update', 'max-age']);
  });

  it('fails once the delegate has expired', () => {
    const signer = issueCertificate({
      commonName: 'Short-lived',
      issuer,
      notAfter: at + hour,
      extensions: [testExtensions.ocspSigning, testExtensions.noCheck],
    });
    expect(failures({ signer }, at + hour)).toEqual([]);
    expect(failures({ signer }, at + hour + 1)).toEqual(['signer-validity']);
  });

  it('fails where the clock was set back', () => {
    expect(failures({}, at - 2 * hour)).toEqual(['produced-at', 'this-update']);
  });
});
