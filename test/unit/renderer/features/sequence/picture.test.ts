import { describe, expect, it } from 'vitest';
import { describeVerdict } from '#shared/flow/describe-verdict.ts';
import { layoutSequence } from '../../../../../src/renderer/src/features/sequence/layout.ts';
import { withVerdict } from '../../../../../src/renderer/src/features/sequence/picture.ts';
import { planSequence } from '../../../../../src/renderer/src/features/sequence/plan-sequence.ts';
import { answeredFlow } from '../../../../support/flow-samples.ts';

const measure = (text: string) => text.length * 7;

describe('a picture of the diagram', () => {
  const flow = answeredFlow('revoked');
  const plain = layoutSequence(planSequence({ kind: 'flow', flow }), {
    width: 600,
    scale: 1,
    measure,
  });
  const picture = withVerdict(plain, describeVerdict(flow), measure);
  const texts = picture.heads.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));

  it('says by itself whom and what it is about, and why', () => {
    expect(texts.slice(0, 2)).toEqual(['client', 'A server would keep it out']);
    const { sentence } = describeVerdict(flow);
    expect(texts.join(' ')).toContain(sentence);
  });

  it('has room for the words above the whole diagram', () => {
    const down = picture.height - plain.height;
    expect(down).toBeGreaterThan(60);
    const y = (shapes: typeof plain) =>
      shapes.steps[0]?.marks.flatMap((mark) => (mark.kind === 'text' ? [mark.at.y] : []))[0] ?? 0;
    expect(y(picture) - y(plain)).toBe(down);
  });
});
