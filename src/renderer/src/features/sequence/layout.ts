import type { Mark } from '../../drawing/marks.ts';
import { drawBranch } from './draw-branch.ts';
import { drawRow } from './draw-row.ts';
import { clip, createPen, type LayoutOptions, type Pen } from './pen.ts';
import type { Lane, PlanRow, SequencePlan } from './plan.ts';
import type { SequenceShapes } from './shapes.ts';

/** Gives every part of a plan its place. Pure: the same plan and options give the same shapes. */
export function layoutSequence(plan: SequencePlan, options: LayoutOptions): SequenceShapes {
  const pen = createPen(options);
  const heads = drawLaneHeads(pen, plan);
  pen.y = heads.bottom + pen.px(4);
  drawRows(pen, plan.opening);
  if (plan.chain !== null) drawBranch(pen, plan.chain, pen.bounds);
  drawEnabled(pen, plan);
  drawBranch(pen, plan.notEnabled, pen.bounds);
  const bottom = pen.y + pen.px(3);
  return {
    width: options.width,
    height: Math.ceil(bottom),
    heads: heads.marks,
    headHeight: Math.ceil(heads.bottom + pen.px(2)),
    back: [
      ...pen.frames,
      ...lifelines(pen, heads.bottom, bottom),
      ...withGrounds(pen.captions, options.measure),
    ],
    steps: pen.steps.map((step) => ({ ...step, marks: withGrounds(step.marks, options.measure) })),
  };
}

/** Puts its ground under each text, so that no lifeline goes through it. */
function withGrounds(marks: readonly Mark[], measure: LayoutOptions['measure']): readonly Mark[] {
  return marks.flatMap((mark): readonly Mark[] => {
    if (mark.kind !== 'text') return [mark];
    const { at, anchor, style, ground } = mark;
    const width = measure(mark.text, style);
    const left = anchor === 'start' ? at.x : at.x - (anchor === 'end' ? width : width / 2);
    const pad = style.size * 0.2;
    const box = {
      x: left - pad,
      y: at.y - style.size * 0.86,
      width: width + 2 * pad,
      height: style.size * 1.12,
    };
    return [{ kind: 'ground', box, ground }, mark];
  });
}

function drawRows(pen: Pen, rows: readonly PlanRow[]): void {
  for (const row of rows) drawRow(pen, row, 'bg');
}

function drawEnabled(pen: Pen, plan: SequencePlan): void {
  const { enabled } = plan;
  const { left, right } = pen.bounds;
  if (enabled.state === 'dim') {
    drawBranch(
      pen,
      {
        id: 'not-enabled',
        title: enabled.title,
        summary: enabled.summary,
        state: 'dim',
        tone: 'none',
        eventIndex: null,
        atMs: null,
        rows: [],
        branches: [],
      },
      pen.bounds,
    );
    return;
  }
  const top = pen.y;
  const slot = pen.frames.length;
  pen.y += pen.px(19);
  drawRows(pen, enabled.rows);
  pen.y += pen.px(2);
  const inset = pen.px(8);
  for (const branch of enabled.branches)
    drawBranch(pen, branch, { left: left + inset, right: right - inset });
  pen.y += pen.px(2);
  pen.frames.splice(slot, 0, {
    kind: 'box',
    box: { x: left, y: top, width: right - left, height: pen.y - top },
    radius: pen.px(8),
    ground: null,
    ink: 'line-strong',
    weight: 1,
  });
  pen.captions.push({
    kind: 'text',
    at: { x: left + pen.px(10), y: top + pen.px(15) },
    text: enabled.title,
    style: pen.style('small', 600),
    anchor: 'start',
    ink: 'fg-2',
    ground: 'bg',
  });
  pen.y += pen.px(6);
}

function drawLaneHeads(
  pen: Pen,
  plan: SequencePlan,
): { readonly marks: readonly Mark[]; readonly bottom: number } {
  const height = pen.px(36);
  const top = pen.px(2);
  const marks = (['client', 'server', 'responder'] as const).flatMap((lane): readonly Mark[] => {
    const { title, role } = plan.lanes[lane];
    const width = pen.headWidth;
    const x = pen.laneX(lane);
    const title_ = pen.style('label', 650);
    const role_ = pen.style('small', 400);
    return [
      {
        kind: 'box',
        box: { x: x - width / 2, y: top, width, height },
        radius: pen.px(8),
        ground: 'bg-1',
        ink: 'line',
        weight: 1,
      },
      text(x, top + pen.px(15), clip(pen, title, title_, width - pen.px(10)), title_, 'fg'),
      text(x, top + pen.px(29), clip(pen, role, role_, width - pen.px(10)), role_, 'fg-3'),
    ];
  });
  return { marks, bottom: top + height };
}

function text(
  x: number,
  y: number,
  words: string,
  style: ReturnType<Pen['style']>,
  ink: 'fg' | 'fg-3',
): Mark {
  return { kind: 'text', at: { x, y }, text: words, style, anchor: 'middle', ink, ground: 'bg-1' };
}

function lifelines(pen: Pen, top: number, bottom: number): readonly Mark[] {
  return (['client', 'server', 'responder'] as const satisfies readonly Lane[]).map((lane) => ({
    kind: 'line',
    points: [
      { x: pen.laneX(lane), y: top },
      { x: pen.laneX(lane), y: bottom },
    ],
    ink: 'line',
    weight: 1,
    dash: 'dashed',
  }));
}
