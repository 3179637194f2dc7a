import { describe, expect, it } from 'vitest';
import { groupCertificates } from '../../../../../src/renderer/src/features/certificates/certificate-tree.ts';
import { sampleLoaded } from '../../../../support/flow-samples.ts';

const lines = (certificates: Parameters<typeof groupCertificates>[0]) =>
  groupCertificates(certificates).map(({ origin, lines }) => [
    origin,
    ...lines.map(({ certificate, depth }) => `${'-'.repeat(depth)}${certificate.summary.label}`),
  ]);

describe('groupCertificates', () => {
  it('shows each origin as chains from the top', () => {
    const bundle = { origin: 'bundle.pem' };
    expect(
      lines([
        sampleLoaded('leaf', { ...bundle, issuerFingerprint: 'fp-issuing' }),
        sampleLoaded('root', bundle),
        sampleLoaded('issuing', { ...bundle, issuerFingerprint: 'fp-root' }),
        sampleLoaded('other', { origin: 'other.pem', issuerFingerprint: 'fp-root' }),
      ]),
    ).toEqual([
      ['bundle.pem', 'root', '-issuing', '--leaf'],
      ['other.pem', 'other'],
    ]);
  });

  it('loses no certificate of two that issued each other', () => {
    expect(
      lines([
        sampleLoaded('a', { origin: 'x', issuerFingerprint: 'fp-b' }),
        sampleLoaded('b', { origin: 'x', issuerFingerprint: 'fp-a' }),
      ]),
    ).toEqual([['x', 'a', '-b']]);
  });
});
