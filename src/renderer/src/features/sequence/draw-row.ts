import { toReadableDuration } from '#shared/wording/time.ts';
import type { Ground, Ink, Mark, Point, TextStyle } from '../../drawing/marks.ts';
import { clip, type Pen } from './pen.ts';
import type { PlanRow } from './plan.ts';

/** Draws one row where the pen is and moves the pen below it. */
export function drawRow(pen: Pen, row: PlanRow, ground: Ground): void {
  const top = pen.y;
  const { marks, height } = drawingOf(pen, row, ground);
  pen.y += height;
  pen.steps.push({
    key: row.key,
    eventIndex: row.eventIndex,
    spoken: spokenWords(row),
    box: {
      x: pen.px(2),
      y: top + pen.px(1),
      width: pen.options.width - pen.px(4),
      height: height - pen.px(2),
    },
    marks: [
      ...marks,
      ...timeMark(pen, row.atMs, top + pen.px(row.route.kind === 'message' ? 24 : 15.5)),
    ],
  });
}

/** The time of a step in the gutter. */
export function timeMark(pen: Pen, atMs: number | null, y: number): readonly Mark[] {
  if (atMs === null) return [];
  return [
    {
      kind: 'text',
      at: { x: pen.bounds.left - pen.px(7), y },
      text: toReadableDuration(atMs),
      style: { ...pen.style('small', 400, 'mono'), size: pen.px(10) },
      anchor: 'end',
      ink: 'fg-3',
      ground: 'bg',
    },
  ];
}

interface Drawing {
  readonly marks: readonly Mark[];
  readonly height: number;
}

function drawingOf(pen: Pen, row: PlanRow, ground: Ground): Drawing {
  switch (row.route.kind) {
    case 'message':
      return drawMessage(pen, row, row.route, ground);
    case 'self':
      return drawSelf(pen, row, ground);
    case 'silence':
      return drawSilence(pen, row, ground);
  }
}

function drawMessage(
  pen: Pen,
  row: PlanRow,
  route: Extract<PlanRow['route'], { kind: 'message' }>,
  ground: Ground,
): Drawing {
  const line = pen.y + pen.px(21);
  const gap = pen.px(3);
  const fromX = pen.laneX(route.from);
  const toX = pen.laneX(route.to);
  const sign = toX > fromX ? 1 : -1;
  const reach = route.travel === 'lost' ? fromX + (toX - fromX) * 0.62 : toX - sign * gap;
  const ink = lineInk(row);
  const left = Math.min(fromX, toX) + pen.px(9);
  const right = Math.max(fromX, toX) - pen.px(9);
  const dash = row.state === 'ghost' ? 'dotted' : route.travel === 'lost' ? 'dashed' : 'solid';
  const start: Point = { x: fromX + sign * gap, y: line };
  const end: Point = { x: reach, y: line };
  return {
    height: pen.px(30),
    marks: [
      {
        kind: 'line',
        points: [start, end],
        ink,
        weight: lineWeight(pen, row),
        dash,
      },
      ...(route.travel === 'lost' ? cross(pen, end, ink) : [head(pen, end, sign, ink)]),
      ...captions(pen, row, { left, right, y: pen.y + pen.px(14) }, ground),
    ],
  };
}

function drawSelf(pen: Pen, row: PlanRow, ground: Ground): Drawing {
  const x = pen.laneX('server');
  const out = x + pen.px(20);
  const left = out + pen.px(9);
  const right = pen.bounds.right - pen.px(14);
  const place = detailPlace(pen, row, right - left);
  const height = pen.px(place === 'below' ? 34 : 25);
  const top = pen.y + pen.px(7);
  const bottom = pen.y + height - pen.px(8);
  const ink = lineInk(row);
  const end: Point = { x: x + pen.px(3), y: bottom };
  const baseline = pen.y + pen.px(place === 'below' ? 14.5 : 16.5);
  return {
    height,
    marks: [
      {
        kind: 'line',
        points: [{ x: x + pen.px(1), y: top }, { x: out, y: top }, { x: out, y: bottom }, end],
        ink,
        weight: lineWeight(pen, row),
        dash: row.state === 'ghost' ? 'dotted' : 'solid',
      },
      head(pen, end, -1, ink),
      ...captions(pen, row, { left, right, y: baseline }, ground),
      ...detailMarks(pen, row, place, { left, right, baseline }, ground),
    ],
  };
}

function detailPlace(pen: Pen, row: PlanRow, room: number): 'none' | 'beside' | 'below' {
  if (row.detail === null) return 'none';
  if (row.detailPlace === 'below') return 'below';
  const { measure } = pen.options;
  const width =
    measure(row.label, labelStyle(pen, row)) + measure(row.detail, pen.style('small', 400));
  return width + pen.px(10) <= room ? 'beside' : 'below';
}

function detailMarks(
  pen: Pen,
  row: PlanRow,
  place: 'none' | 'beside' | 'below',
  at: { readonly left: number; readonly right: number; readonly baseline: number },
  ground: Ground,
): readonly Mark[] {
  if (place === 'none' || row.detail === null) return [];
  const style = pen.style('small', 400, row.face);
  const beside = pen.options.measure(row.label, labelStyle(pen, row)) + pen.px(10);
  const x = place === 'beside' ? at.left + beside : at.left;
  const y = place === 'beside' ? at.baseline : at.baseline + pen.px(13.5);
  const text = clip(pen, row.detail, style, at.right - x);
  return [{ kind: 'text', at: { x, y }, text, style, anchor: 'start', ink: 'fg-3', ground }];
}

/** Two short dotted ends and words between them: the message that was not needed. */
function drawSilence(pen: Pen, row: PlanRow, ground: Ground): Drawing {
  const y = pen.y + pen.px(11);
  const from = pen.laneX('server') + pen.px(6);
  const to = pen.laneX('responder') - pen.px(6);
  const style = pen.style('small', 400);
  return {
    height: pen.px(23),
    marks: [
      {
        kind: 'line',
        points: [
          { x: from, y },
          { x: to, y },
        ],
        ink: 'line-strong',
        weight: pen.px(1),
        dash: 'dotted',
      },
      {
        kind: 'text',
        at: { x: (from + to) / 2, y: y + pen.px(4) },
        text: clip(pen, row.label, style, to - from - pen.px(16)),
        style,
        anchor: 'middle',
        ink: 'fg-2',
        ground,
      },
    ],
  };
}

/** The label at the start of the line, and the facts at its end where there is room for both. */
function captions(
  pen: Pen,
  row: PlanRow,
  place: { readonly left: number; readonly right: number; readonly y: number },
  ground: Ground,
): readonly Mark[] {
  const { measure } = pen.options;
  const style = labelStyle(pen, row);
  const metaStyle = pen.style('small', 400, 'mono');
  const room = place.right - place.left;
  const metaWidth = row.meta === null ? 0 : measure(row.meta, metaStyle) + pen.px(10);
  const hasMeta = row.meta !== null && room - metaWidth >= measure(row.label, style);
  const label: Mark = {
    kind: 'text',
    at: { x: place.left, y: place.y },
    // Nothing else stands on this line, so a long label may run on over the next lifeline.
    text: clip(pen, row.label, style, hasMeta ? room : pen.bounds.right - pen.px(14) - place.left),
    style,
    anchor: 'start',
    ink: labelInk(row),
    ground,
  };
  if (!hasMeta || row.meta === null) return [label];
  return [
    label,
    {
      kind: 'text',
      at: { x: place.right, y: place.y },
      text: row.meta,
      style: metaStyle,
      anchor: 'end',
      ink: 'fg-3',
      ground,
    },
  ];
}

function labelStyle(pen: Pen, row: PlanRow): TextStyle {
  return pen.style('label', row.tone === 'plain' ? 500 : 600);
}

function lineWeight(pen: Pen, row: PlanRow): number {
  return pen.px(row.tone === 'plain' ? 1.25 : 1.75);
}

function labelInk(row: PlanRow): Ink {
  if (row.state === 'ghost') return 'fg-3';
  return row.tone === 'plain' ? 'fg' : row.tone;
}

function lineInk(row: PlanRow): Ink {
  if (row.state === 'ghost') return 'line-strong';
  return row.tone === 'plain' ? 'fg-2' : row.tone;
}

function head(pen: Pen, at: Point, sign: number, ink: Ink): Mark {
  const length = pen.px(8);
  const half = pen.px(3.75);
  const back = at.x - sign * length;
  return {
    kind: 'fill',
    points: [at, { x: back, y: at.y - half }, { x: back, y: at.y + half }],
    ink,
  };
}

function cross(pen: Pen, at: Point, ink: Ink): readonly Mark[] {
  const arm = pen.px(4.5);
  const stroke = (dy: number): Mark => ({
    kind: 'line',
    points: [
      { x: at.x - arm, y: at.y - dy },
      { x: at.x + arm, y: at.y + dy },
    ],
    ink,
    weight: pen.px(2),
    dash: 'solid',
  });
  return [stroke(arm), stroke(-arm)];
}

const laneNames = { client: 'Client', server: 'server', responder: 'responder' } as const;

function spokenWords(row: PlanRow): string {
  const { route } = row;
  const way =
    route.kind === 'message'
      ? `${laneNames[route.from]} to ${laneNames[route.to]}${route.travel === 'lost' ? ', never arrives' : ''}`
      : null;
  const time = row.atMs === null ? null : `at ${toReadableDuration(row.atMs)}`;
  return [row.label, row.meta, row.detail, way, time].filter((part) => part !== null).join(', ');
}
