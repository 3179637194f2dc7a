import type { MeasureText, TextStyle } from './marks.ts';

/** Measures texts in the window's own fonts; widths are remembered. */
export function createTextMeasurer(fonts: {
  readonly text: string;
  readonly mono: string;
}): MeasureText {
  const context = document.createElement('canvas').getContext('2d');
  const known = new Map<string, number>();
  return (text, style) => {
    const font = cssFont(style, fonts);
    const key = `${font}|${text}`;
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    if (context === null) return approximateWidth(text, style);
    context.font = font;
    const { width } = context.measureText(text);
    known.set(key, width);
    return width;
  };
}

/** Writes a text style as CSS `font`. */
export function cssFont(
  style: TextStyle,
  fonts: { readonly text: string; readonly mono: string },
): string {
  return `${style.weight} ${style.size}px ${fonts[style.face]}`;
}

/** About how wide a text is where no canvas can tell. */
export function approximateWidth(text: string, style: TextStyle): number {
  return text.length * style.size * (style.face === 'mono' ? 0.6 : 0.53);
}
