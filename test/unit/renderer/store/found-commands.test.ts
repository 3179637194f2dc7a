import { describe, expect, it } from 'vitest';
import { statusCommands } from '../../../../src/renderer/src/store/found-commands.ts';
import { sampleLabCertificate } from '../../../support/lab-samples.ts';

const revoked = (reason: 'keyCompromise' | 'certificateHold') =>
  ({ status: 'revoked', revocation: { time: 0, reason } }) as const;
const texts = (status: Parameters<typeof sampleLabCertificate>[1]) =>
  statusCommands(sampleLabCertificate('lab-client-good', status)).map(({ text }) => text);

describe('what can be done to a lab certificate from the palette', () => {
  it.each([
    ['good', { status: 'good' } as const],
    ['unknown', { status: 'unknown' } as const],
  ])('is to revoke it or put it on hold while it is %s', (_title, status) => {
    expect(texts({ status })).toEqual(['Revoke lab-client-good', 'Put lab-client-good on hold']);
  });

  it('is to release it while it is on hold', () => {
    expect(texts({ status: revoked('certificateHold') })).toEqual([
      'Release lab-client-good from hold',
    ]);
  });

  it('is nothing once it is revoked for good, or where the responder has no say', () => {
    expect(texts({ status: revoked('keyCompromise') })).toEqual([]);
    expect(texts({ status: null })).toEqual([]);
  });
});
