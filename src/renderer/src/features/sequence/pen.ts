import type { Mark, MeasureText, TextStyle } from '../../drawing/marks.ts';
import type { Lane } from './plan.ts';
import type { StepShape } from './shapes.ts';

/** How the diagram is to be drawn: the width there is, how large, and how wide texts are. */
export interface LayoutOptions {
  readonly width: number;
  /** 1 in the workbench, larger in a presentation. */
  readonly scale: number;
  readonly measure: MeasureText;
}

export interface Bounds {
  readonly left: number;
  readonly right: number;
}

/** Where the drawing has got to, and the sizes that hold throughout. */
export interface Pen {
  readonly options: LayoutOptions;
  /** The frame's outer edges; the gutter with the times is left of them. */
  readonly bounds: Bounds;
  readonly headWidth: number;
  /** Boxes, drawn below the lifelines. */
  readonly frames: Mark[];
  /** Texts of frames, drawn above them. */
  readonly captions: Mark[];
  readonly steps: StepShape[];
  /** The next free line. */
  y: number;
  /** Design pixels at this scale. */
  px(design: number): number;
  laneX(lane: Lane): number;
  style(size: 'label' | 'small', weight: TextStyle['weight'], face?: TextStyle['face']): TextStyle;
}

/** Below this width the gutter and the lane heads give way. */
const narrow = 560;

/** A pen at the top of an empty diagram. */
export function createPen(options: LayoutOptions): Pen {
  const { width, scale } = options;
  const px = (design: number) => design * scale;
  const isNarrow = width / scale < narrow;
  const bounds = { left: px(isNarrow ? 46 : 58), right: width - px(isNarrow ? 4 : 10) };
  const span = bounds.right - bounds.left;
  const headWidth = Math.min(px(156), span / 3 - px(8));
  const client = bounds.left + headWidth / 2 + px(8);
  const responder = bounds.right - headWidth / 2 - px(8);
  const lanes = { client, responder, server: (client + responder) / 2 };
  return {
    options,
    bounds,
    headWidth,
    frames: [],
    captions: [],
    steps: [],
    y: 0,
    px,
    laneX: (lane) => lanes[lane],
    style: (size, weight, face = 'text') => ({
      size: px((size === 'label' ? 12.5 : 11) - (face === 'mono' ? 0.5 : 0)),
      weight,
      face,
    }),
  };
}

/** The text, or as much of its beginning as fits, ended by an ellipsis. */
export function clip(pen: Pen, text: string, style: TextStyle, room: number): string {
  const { measure } = pen.options;
  if (measure(text, style) <= room) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${text.slice(0, middle)}…`, style) <= room) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? '' : `${text.slice(0, low).trimEnd()}…`;
}
