import type { ExposurePart } from '#shared/model/exposure.ts';

/** Units of the picture from left to right. */
export const pictureWidth = 880;

/** A part with its place in the picture. */
export interface PartStretch {
  readonly part: ExposurePart;
  readonly x: number;
  readonly width: number;
}

const margin = 2;
/** What lasts has to be seen, however short it is beside the others. */
const least = 18;
/** What has no end takes up so much beside what has. */
const endless = 180;

/**
 * Gives each part that lasts its place: to scale as far as the shortest can still be seen. Nothing follows a part
 * that has no end.
 */
export function layOut(parts: readonly ExposurePart[]): readonly PartStretch[] {
  const lasting = untilEndless(parts.filter(({ seconds }) => seconds !== 0));
  const finite = lasting.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0);
  const inside = pictureWidth - 2 * margin;
  const isEndless = lasting.at(-1)?.seconds === null;
  const forEndless = isEndless ? (finite === 0 ? inside : endless) : 0;
  const finiteCount = lasting.length - (isEndless ? 1 : 0);
  const room = Math.max(0, inside - forEndless - least * finiteCount);
  let x = margin;
  return lasting.map((part) => {
    const width =
      part.seconds === null ? forEndless : least + (room * part.seconds) / Math.max(finite, 1);
    const stretch = { part, x, width };
    x += width;
    return stretch;
  });
}

function untilEndless(parts: readonly ExposurePart[]): readonly ExposurePart[] {
  const end = parts.findIndex(({ seconds }) => seconds === null);
  return end === -1 ? parts : parts.slice(0, end + 1);
}
