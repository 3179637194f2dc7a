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
/** What has no end takes up at least so much. */
const endless = 180;

/** Gives each part that lasts its place: to scale as far as the shortest can still be seen. */
export function layOut(parts: readonly ExposurePart[]): readonly PartStretch[] {
  const lasting = parts.filter(({ seconds }) => seconds !== 0);
  const endlessCount = lasting.filter(({ seconds }) => seconds === null).length;
  const finite = lasting.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0);
  const inside = pictureWidth - 2 * margin;
  const forEndless = finite === 0 ? inside : endless * endlessCount;
  const room = Math.max(0, inside - forEndless - least * (lasting.length - endlessCount));
  let x = margin;
  return lasting.map((part) => {
    const width =
      part.seconds === null
        ? forEndless / endlessCount
        : least + (finite === 0 ? 0 : (room * part.seconds) / finite);
    const stretch = { part, x, width };
    x += width;
    return stretch;
  });
}
