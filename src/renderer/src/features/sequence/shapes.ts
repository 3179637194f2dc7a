import type { Box, Mark, Picture } from '../../drawing/marks.ts';

/** A step that can be selected: where it is, how it is read out, what is drawn. */
export interface StepShape {
  readonly key: string;
  readonly eventIndex: number | null;
  readonly spoken: string;
  readonly box: Box;
  readonly marks: readonly Mark[];
}

/** The diagram as shapes: frames at the back, then lifelines, then steps. */
export interface SequenceShapes {
  readonly width: number;
  readonly height: number;
  /** The heads of the lanes, which stay in view; they take the top `headHeight` of the whole. */
  readonly heads: readonly Mark[];
  readonly headHeight: number;
  readonly back: readonly Mark[];
  readonly steps: readonly StepShape[];
}

/** The whole diagram as one drawing. */
export function pictureOf({ width, height, heads, back, steps }: SequenceShapes): Picture {
  return { width, height, marks: [...heads, ...back, ...steps.flatMap((step) => step.marks)] };
}
