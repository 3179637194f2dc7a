import type { Mark, Picture, Point } from './marks.ts';
import { cssFont } from './measure-text.ts';
import type { Palette } from './palette.ts';
import { dashArray } from './svg-text.ts';

/** Pixels per design pixel of the picture. */
const density = 2;

/** Paints a drawing in the window's own fonts and answers the bytes of a PNG file; null where that fails. */
export async function toPng(picture: Picture, palette: Palette): Promise<Uint8Array | null> {
  const canvas = new OffscreenCanvas(
    Math.ceil(picture.width * density),
    Math.ceil(picture.height * density),
  );
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.scale(density, density);
  context.fillStyle = palette.colour('bg');
  context.fillRect(0, 0, picture.width, picture.height);
  for (const mark of picture.marks) paint(context, mark, palette);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}

function paint(context: OffscreenCanvasRenderingContext2D, mark: Mark, palette: Palette): void {
  context.setLineDash([]);
  context.lineJoin = 'round';
  switch (mark.kind) {
    case 'line':
      context.setLineDash(
        (dashArray(mark.dash, mark.weight) ?? '').split(' ').filter(Boolean).map(Number),
      );
      context.lineWidth = mark.weight;
      context.strokeStyle = palette.colour(mark.ink);
      trace(context, mark.points);
      context.stroke();
      return;
    case 'fill':
      context.fillStyle = palette.colour(mark.ink);
      trace(context, mark.points);
      context.fill();
      return;
    case 'ground':
      context.fillStyle = palette.colour(mark.ground);
      context.fillRect(mark.box.x, mark.box.y, mark.box.width, mark.box.height);
      return;
    case 'box': {
      const { x, y, width, height } = mark.box;
      context.beginPath();
      context.roundRect(x, y, width, height, mark.radius);
      if (mark.ground !== null) {
        context.fillStyle = palette.colour(mark.ground);
        context.fill();
      }
      context.lineWidth = mark.weight;
      context.strokeStyle = palette.colour(mark.ink);
      context.stroke();
      return;
    }
    case 'text':
      context.font = cssFont(mark.style, palette.fonts);
      // No ligatures in addresses, as on the page.
      context.textRendering = mark.style.face === 'mono' ? 'optimizeSpeed' : 'auto';
      context.textAlign = mark.anchor === 'middle' ? 'center' : mark.anchor;
      context.lineWidth = mark.style.size * 0.38;
      context.strokeStyle = palette.colour(mark.ground);
      context.strokeText(mark.text, mark.at.x, mark.at.y);
      context.fillStyle = palette.colour(mark.ink);
      context.fillText(mark.text, mark.at.x, mark.at.y);
  }
}

function trace(context: OffscreenCanvasRenderingContext2D, points: readonly Point[]): void {
  context.beginPath();
  points.forEach(({ x, y }, index) => {
    if (index === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  });
}
