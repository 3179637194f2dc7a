import type { Ground, Ink } from './marks.ts';

/** The colours and fonts of the theme in force, for what is drawn outside of the page. */
export interface Palette {
  readonly colour: (name: Ink | Ground) => string;
  readonly fonts: { readonly text: string; readonly mono: string };
}

/** Reads the palette as it is on the page now. */
export function readPalette(): Palette {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const known = new Map<string, string>();
  const names = ['fg', 'fg-2', 'fg-3', 'line', 'line-soft', 'line-strong', 'accent', 'bg', 'bg-1'];
  const tones = ['good', 'revoked', 'unknown', 'indeterminate', 'none'];
  for (const name of [...names, ...tones, ...tones.map((tone) => `${tone}-on`)]) {
    probe.style.color = `var(--${name})`;
    known.set(name, getComputedStyle(probe).color);
  }
  probe.remove();
  const running = known.get('accent') ?? 'currentcolor';
  return { colour: (name) => known.get(name) ?? running, fonts: readFonts() };
}

/** The two font families of the window. */
export function readFonts(): Palette['fonts'] {
  const style = getComputedStyle(document.documentElement);
  return {
    text: style.getPropertyValue('--font').trim(),
    mono: style.getPropertyValue('--mono').trim(),
  };
}
