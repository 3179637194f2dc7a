import { describe, expect, it } from 'vitest';
import { createCertId } from '#pki/ocsp/cert-id.ts';
import type { DecodedCertStatus } from '#pki/ocsp/types.ts';
import {
  at,
  client,
  day,
  goodWith,
  hour,
  issuer,
  judge,
  outline,
  resultOf,
  single,
} from '../../../../support/ocsp-builder.ts';

const good: DecodedCertStatus = { status: 'good' };
const unknown: DecodedCertStatus = { status: 'unknown' };
const revoked: DecodedCertStatus = {
  status: 'revoked',
  revocation: { time: at - day, reason: 'superseded' },
};

function statusOf(...statuses: readonly DecodedCertStatus[]) {
  return judge({ responses: statuses.map((certStatus) => single({ certStatus })) });
}

describe('conflicting-responses', () => {
  it('passes for one answer, and for several that agree', () => {
    expect(resultOf(judge(), 'conflicting-responses').outcome).toBe('pass');
    expect(outline(statusOf(good, good))).toEqual(goodWith());
  });

  it.each([
    ['revoked over good', [good, revoked], 'revoked'],
    ['revoked over unknown', [revoked, unknown], 'revoked'],
    ['unknown over good', [unknown, good, good], 'unknown'],
  ] as const)('warns where they differ, and takes %s', (_, statuses, status) => {
    const verdict = statusOf(...statuses);
    expect(verdict.status).toBe(status);
    expect(resultOf(verdict, 'conflicting-responses').outcome).toBe('warn');
  });

  it('takes the stricter answer where it has another hash', () => {
    const certId = createCertId(client.certificate, issuer.certificate, 'sha256');
    const verdict = judge({ responses: [single(), single({ certId, certStatus: revoked })] });
    expect(verdict.status).toBe('revoked');
  });

  it('takes the later of two that agree', () => {
    const old = single({ thisUpdate: at - 2 * day, nextUpdate: at - day });
    const verdict = judge({ responses: [old, single({ thisUpdate: at - hour })] });
    expect(outline(verdict)).toEqual(goodWith());
    expect(verdict.single?.thisUpdate).toBe(at - hour);
  });

  it('does not let a stale revocation pass for a good answer', () => {
    const stale = single({ certStatus: revoked, thisUpdate: at - 2 * day, nextUpdate: at - day });
    const verdict = judge({ responses: [single(), stale] });
    expect(verdict.status).toBe('indeterminate');
    expect(verdict.reason?.check).toBe('next-update');
  });
});
