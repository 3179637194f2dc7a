import { describe, expect, it } from 'vitest';
import {
  groupObjects,
  type ObjectLine,
} from '../../../../../src/renderer/src/features/certificates/object-tree.ts';
import { sampleLoaded } from '../../../../support/flow-samples.ts';

const lines = (
  certificates: Parameters<typeof groupObjects>[0],
  objects: Parameters<typeof groupObjects>[1] = [],
) =>
  groupObjects(certificates, objects).map(({ origin, lines }) => [
    origin,
    ...lines.map((line) => `${'-'.repeat(line.depth)}${nameOf(line)}`),
  ]);

const nameOf = (line: ObjectLine) =>
  line.kind === 'certificate' ? line.certificate.summary.label : line.object.title;

describe('groupObjects', () => {
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
