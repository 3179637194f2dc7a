import { toReadableDuration } from '#shared/wording/time.ts';
import type { Ground, Mark } from '../../drawing/marks.ts';
import { drawRow, timeMark } from './draw-row.ts';
import { type Bounds, clip, type Pen } from './pen.ts';
import type { PlanBranch } from './plan.ts';

/** Draws a branch where the pen is: a lit frame with its rows, or the one line of a way not taken. */
export function drawBranch(
  pen: Pen,
  branch: PlanBranch,
  bounds: Bounds,
  under: Ground = 'bg',
): void {
  if (branch.state === 'dim') drawDim(pen, branch, bounds, under);
  else drawLit(pen, branch, bounds);
  pen.y += pen.px(5);
}

function drawDim(pen: Pen, branch: PlanBranch, { left, right }: Bounds, ground: Ground): void {
  const height = pen.px(22);
  const title = pen.style('small', 500);
  const summary = pen.style('small', 400);
  const start = left + pen.px(10);
  const room = right - start - pen.px(10);
  const titleText = clip(pen, branch.title, title, room);
  const summaryX = start + pen.options.measure(titleText, title) + pen.px(14);
  const y = pen.y + pen.px(15);
  pen.frames.push(frame(pen, branch, { left, right }, height));
  pen.captions.push({
    kind: 'text',
    at: { x: start, y },
    text: titleText,
    style: title,
    anchor: 'start',
    ink: 'fg-3',
    ground,
  });
  const summaryText = clip(pen, branch.summary, summary, right - pen.px(10) - summaryX);
  if (summaryText !== '') {
    pen.captions.push({
      kind: 'text',
      at: { x: summaryX, y },
      text: summaryText,
      style: summary,
      anchor: 'start',
      ink: 'fg-3',
      ground,
    });
  }
  pen.y += height;
}

function drawLit(pen: Pen, branch: PlanBranch, bounds: Bounds): void {
  const top = pen.y;
  const slot = pen.frames.length;
  const ground = groundOf(branch);
  drawTitle(pen, branch, bounds, ground);
  pen.y += pen.px(20);
  for (const row of branch.rows) drawRow(pen, row, ground);
  const inset = pen.px(8);
  if (branch.branches.length > 0) pen.y += pen.px(2);
  for (const inner of branch.branches) {
    drawBranch(pen, inner, { left: bounds.left + inset, right: bounds.right - inset }, ground);
  }
  pen.y += pen.px(branch.branches.length > 0 ? 1 : 2);
  pen.frames.splice(slot, 0, frame(pen, branch, bounds, pen.y - top, top));
}

function drawTitle(pen: Pen, branch: PlanBranch, { left, right }: Bounds, ground: Ground): void {
  const style = pen.style('small', 650);
  // Not by colour and frame alone: the way that was taken has a sign before its name.
  const text = clip(pen, `▸ ${branch.title}`, style, right - left - pen.px(20));
  const mark: Mark = {
    kind: 'text',
    at: { x: left + pen.px(10), y: pen.y + pen.px(15) },
    text,
    style,
    anchor: 'start',
    ink: branch.tone,
    ground,
  };
  if (branch.eventIndex === null) {
    pen.captions.push(mark);
    return;
  }
  const time = branch.atMs === null ? '' : `, at ${toReadableDuration(branch.atMs)}`;
  pen.steps.push({
    key: `event-${branch.eventIndex}`,
    eventIndex: branch.eventIndex,
    spoken: `${branch.title}${time}`,
    box: {
      x: pen.px(2),
      y: pen.y + pen.px(2),
      width: pen.options.width - pen.px(4),
      height: pen.px(18),
    },
    marks: [mark, ...timeMark(pen, branch.atMs, pen.y + pen.px(15))],
  });
}

function groundOf(branch: PlanBranch): Ground {
  return `${branch.tone}-on`;
}

function frame(
  pen: Pen,
  branch: PlanBranch,
  { left, right }: Bounds,
  height: number,
  top = pen.y,
): Mark {
  const isLit = branch.state === 'lit';
  return {
    kind: 'box',
    box: { x: left, y: top, width: right - left, height },
    radius: pen.px(6),
    ground: isLit ? groundOf(branch) : null,
    ink: isLit ? branch.tone : 'line',
    weight: isLit ? pen.px(1.5) : 1,
  };
}
