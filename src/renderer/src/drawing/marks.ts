import type { StatusTone } from '#shared/flow/tone.ts';

/** A colour by its role; the theme says which it is. */
export type Ink =
  | 'fg'
  | 'fg-2'
  | 'fg-3'
  | 'line'
  | 'line-soft'
  | 'line-strong'
  | 'accent'
  | StatusTone;

/** The ground under a text or a frame: the canvas, a panel, or the pale side of a tone. */
export type Ground = 'bg' | 'bg-1' | `${StatusTone}-on`;

export interface TextStyle {
  /** Pixels. */
  readonly size: number;
  readonly weight: 400 | 500 | 600 | 650;
  readonly face: 'text' | 'mono';
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The few things that diagrams are drawn with, whatever it is drawn on. */
export type Mark =
  | {
      readonly kind: 'line';
      readonly points: readonly Point[];
      readonly ink: Ink;
      readonly weight: number;
      readonly dash: 'solid' | 'dashed' | 'dotted';
    }
  | { readonly kind: 'fill'; readonly points: readonly Point[]; readonly ink: Ink }
  | {
      readonly kind: 'text';
      readonly at: Point;
      readonly text: string;
      readonly style: TextStyle;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly ink: Ink;
      /** A halo in this colour keeps lines from crossing the letters. */
      readonly ground: Ground;
    }
  /** What is under a text: it keeps lines from crossing the gaps between words. */
  | { readonly kind: 'ground'; readonly box: Box; readonly ground: Ground }
  | {
      readonly kind: 'box';
      readonly box: Box;
      readonly radius: number;
      readonly ground: Ground | null;
      readonly ink: Ink;
      readonly weight: number;
    };

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels that a text takes in a style. */
export type MeasureText = (text: string, style: TextStyle) => number;

/** A drawing that stands alone. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}
