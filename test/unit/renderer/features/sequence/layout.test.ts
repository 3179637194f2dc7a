import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Flow } from '#shared/flow/flow.ts';
import type { Mark } from '../../../../../src/renderer/src/drawing/marks.ts';
import { approximateWidth } from '../../../../../src/renderer/src/drawing/measure-text.ts';
import { layoutSequence } from '../../../../../src/renderer/src/features/sequence/layout.ts';
import { planSequence } from '../../../../../src/renderer/src/features/sequence/plan-sequence.ts';
import type { SequenceShapes } from '../../../../../src/renderer/src/features/sequence/shapes.ts';
import {
  answeredFlow,
  cacheMiss,
  chainHolds,
  decisionMade,
  exchangeFailed,
  presented,
  requestSent,
  sampleFlow,
  sampleOutcome,
  statusConcluded,
  timed,
  uriFromAia,
} from '../../../../support/flow-samples.ts';

const failed = sampleFlow(
  timed(
    presented,
    chainHolds,
    uriFromAia,
    cacheMiss,
    requestSent,
    exchangeFailed({ code: 'response-timed-out', afterMs: 10_000, receivedBytes: 0 }),
    statusConcluded('indeterminate'),
    decisionMade({ outcome: 'deny', decidedBy: 'fallback' }, 'block'),
  ),
  { outcome: sampleOutcome({ status: 'indeterminate' }) },
);
const flows = [answeredFlow('good'), answeredFlow('revoked'), failed];

function shapesOf(flow: Flow, width: number, scale = 1): SequenceShapes {
  return layoutSequence(planSequence({ kind: 'flow', flow }), {
    width,
    scale,
    measure: approximateWidth,
  });
}

function allMarks(shapes: SequenceShapes): readonly Mark[] {
  return [...shapes.heads, ...shapes.back, ...shapes.steps.flatMap((step) => step.marks)];
}

function rightEdge(mark: Mark): number {
  switch (mark.kind) {
    case 'text': {
      const width = approximateWidth(mark.text, mark.style);
      if (mark.anchor === 'end') return mark.at.x;
      return mark.at.x + (mark.anchor === 'middle' ? width / 2 : width);
    }
    case 'box':
    case 'ground':
      return mark.box.x + mark.box.width;
    case 'line':
    case 'fill':
      return Math.max(...mark.points.map((point) => point.x));
  }
}

describe('layoutSequence', () => {
  it('gives the same shapes for the same plan and width', () => {
    expect(shapesOf(answeredFlow('good'), 690)).toEqual(shapesOf(answeredFlow('good'), 690));
  });

  it('keeps everything within the width, from a narrow pane to a full screen', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 400, max: 2_400 }),
        fc.constantFrom(...flows),
        (width, flow) => {
          for (const mark of allMarks(shapesOf(flow, width))) {
            expect(rightEdge(mark)).toBeLessThanOrEqual(width + 0.5);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('puts the steps below each other without overlap', () => {
    for (const flow of flows) {
      const { steps, height } = shapesOf(flow, 690);
      const boxes = steps.map((step) => step.box).toSorted((a, b) => a.y - b.y);
      boxes.forEach((box, index) => {
        const next = boxes[index + 1];
        expect(box.y + box.height).toBeLessThanOrEqual(next === undefined ? height : next.y + 0.01);
      });
    }
  });

  it('lets no lifeline go through a word, nor through the gap between two', () => {
    const { back, steps } = shapesOf(answeredFlow('revoked'), 690);
    for (const marks of [back, ...steps.map((step) => step.marks)]) {
      marks.forEach((mark, index) => {
        if (mark.kind !== 'text') return;
        const under = marks[index - 1];
        if (under?.kind !== 'ground') throw new Error(`nothing is under “${mark.text}”`);
        const width = approximateWidth(mark.text, mark.style);
        expect(under.box.width).toBeGreaterThanOrEqual(width);
        expect(under.box.y).toBeLessThan(mark.at.y);
        expect(under.box.y + under.box.height).toBeGreaterThan(mark.at.y);
      });
    }
  });

  it('can select every step that happened, in the order of the events', () => {
    const flow = answeredFlow('revoked');
    const indexes = shapesOf(flow, 690).steps.map((step) => step.eventIndex);
    expect(indexes).toEqual(flow.events.map((_, index) => index));
  });

  it('reads a lost message out as one that never arrives', () => {
    const spoken = shapesOf(failed, 690).steps.map((step) => step.spoken);
    expect(spoken).toContain('No answer in 10 s, responder to server, never arrives, at 5 ms');
  });

  it('fills the frame of the branch taken in its tone, and no other', () => {
    const fills = shapesOf(answeredFlow('revoked'), 690).back.flatMap((mark) =>
      mark.kind === 'box' && mark.ground !== null && mark.ground !== 'bg-1' ? [mark.ground] : [],
    );
    expect(fills).toEqual(['revoked-on']);
  });

  it('grows with its scale', () => {
    const { height } = shapesOf(failed, 1_000);
    expect(shapesOf(failed, 2_000, 2).height).toBeGreaterThan(1.9 * height);
  });

  it('gives a time to each step that happened', () => {
    const { steps } = shapesOf(answeredFlow('good'), 690);
    const timed = steps.filter((step) =>
      step.marks.some(
        (mark) => mark.kind === 'text' && / m?s$/.test(mark.text) && mark.anchor === 'end',
      ),
    );
    expect(timed).toHaveLength(steps.length);
  });
});
