import type { StatusTone } from '#shared/flow/tone.ts';
import { toSafeText } from '#shared/wording/safe-text.ts';

/** What a piece of text means; colour is only ever an addition to the words. */
export type Meaning = StatusTone | 'strong' | 'faint' | 'warn' | 'fail';

/** How text is shown: painted or plain, and how wide. */
export interface Style {
  /** Gives text its colour. It holds no control characters afterwards but those of the colour. */
  readonly paint: (meaning: Meaning, text: string) => string;
  readonly width: number;
}

const sequences: Readonly<Record<Meaning, string>> = {
  good: '32',
  revoked: '31',
  unknown: '33',
  indeterminate: '35',
  none: '90',
  running: '36',
  strong: '1',
  faint: '2',
  warn: '33',
  fail: '31',
};

/** A style for a stream. */
export function createStyle(colour: 'on' | 'off', width: number): Style {
  return {
    width: Math.min(Math.max(width, 60), 140),
    paint: (meaning, text) => {
      const clean = toSafeText(text);
      return colour === 'on' ? `\u001b[${sequences[meaning]}m${clean}\u001b[0m` : clean;
    },
  };
}
