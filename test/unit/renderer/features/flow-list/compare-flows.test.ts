import { describe, expect, it } from 'vitest';
import { compareFlows } from '../../../../../src/renderer/src/features/flow-list/compare-flows.ts';
import { answeredFlow } from '../../../../support/flow-samples.ts';

describe('compareFlows', () => {
  it('finds no difference between a flow and itself', () => {
    const lines = compareFlows(answeredFlow('good'), answeredFlow('good'));
    expect(lines.filter((line) => line.first !== line.second)).toEqual([]);
  });

  it('finds what sets two verdicts apart', () => {
    const lines = compareFlows(answeredFlow('good'), answeredFlow('revoked'));
    const differing = lines.filter((line) => line.first !== line.second).map(({ name }) => name);
    expect(differing).toEqual(['Verdict', 'Why', 'Revocation', 'Status']);
  });
});
