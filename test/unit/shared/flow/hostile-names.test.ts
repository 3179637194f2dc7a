import { describe, expect, it } from 'vitest';
import { flowRowOf } from '#shared/flow/describe-row.ts';
import { describeVerdict } from '#shared/flow/describe-verdict.ts';
import { readStep } from '#shared/flow/steps/read-step.ts';
import { presented, sampleFlow, sampleSummary, timed } from '../../../support/flow-samples.ts';

/** Reads from right to left, and hides what follows. */
const name = 'good\u202edoog\u200b\u0007';
const shown = 'good\\u202Edoog\\u200B\\u0007';

describe('a name that steers what shows it', () => {
  const certificate = { summary: sampleSummary(name), der: new Uint8Array() };
  const step = { ...presented, certificate };
  const flow = sampleFlow(timed(step));

  it('is shown with its hidden characters as escapes in the list, the verdict and the diagram', () => {
    expect(flowRowOf(flow).label).toBe(shown);
    expect(describeVerdict(flow).subject).toBe(shown);
    const reading = readStep(flow, step);
    expect(reading.label).toBe(`Presents ${shown}`);
    expect(JSON.stringify(reading.facts)).not.toContain('\u202e');
  });
});
