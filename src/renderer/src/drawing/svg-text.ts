import type { Mark, Picture, Point } from './marks.ts';
import type { Palette } from './palette.ts';

/** Writes a drawing as a picture file that stands alone: an SVG document with its colours inside. */
export function toSvgText(picture: Picture, palette: Palette, title: string): string {
  const { width, height, marks } = picture;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${palette.colour('bg')}"/>`,
    ...marks.map((mark) => markToSvg(mark, palette)),
    '</svg>',
    '',
  ].join('\n');
}

function markToSvg(mark: Mark, palette: Palette): string {
  switch (mark.kind) {
    case 'line': {
      const dash = dashArray(mark.dash, mark.weight);
      const dashed = dash === null ? '' : ` stroke-dasharray="${dash}"`;
      return `<polyline points="${pointList(mark.points)}" fill="none" stroke="${palette.colour(mark.ink)}" stroke-width="${round(mark.weight)}" stroke-linejoin="round"${dashed}/>`;
    }
    case 'fill':
      return `<polygon points="${pointList(mark.points)}" fill="${palette.colour(mark.ink)}"/>`;
    case 'ground': {
      const { x, y, width, height } = mark.box;
      return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${palette.colour(mark.ground)}"/>`;
    }
    case 'box': {
      const { x, y, width, height } = mark.box;
      const fill = mark.ground === null ? 'none' : palette.colour(mark.ground);
      return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${round(mark.radius)}" fill="${fill}" stroke="${palette.colour(mark.ink)}" stroke-width="${round(mark.weight)}"/>`;
    }
    case 'text': {
      const { style } = mark;
      return `<text x="${round(mark.at.x)}" y="${round(mark.at.y)}" text-anchor="${mark.anchor}" font-family="${escapeXml(palette.fonts[style.face])}" font-size="${round(style.size)}" font-weight="${style.weight}" fill="${palette.colour(mark.ink)}" stroke="${palette.colour(mark.ground)}" stroke-width="${round(style.size * 0.38)}" stroke-linejoin="round" paint-order="stroke">${escapeXml(mark.text)}</text>`;
    }
  }
}

/** The dash pattern of a line; null for a solid one. */
export function dashArray(dash: 'solid' | 'dashed' | 'dotted', weight: number): string | null {
  if (dash === 'solid') return null;
  return dash === 'dashed' ? '5 4' : `${round(weight)} 3`;
}

/** Points as SVG writes them. */
export function pointList(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
