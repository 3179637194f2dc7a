import { toSafeText } from '#shared/wording/safe-text.ts';
import type { Style } from './style.ts';

/** Breaks plain text into lines of at most `width` columns, at spaces; a longer word is broken where it must be. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of toSafeText(text).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (line.length > width) {
      lines.push(line.slice(0, width));
      line = line.slice(width);
    }
  }
  return [...lines, line];
}

/** A paragraph with the same indentation on each line. */
export function paragraph(text: string, style: Style, indent = 2): readonly string[] {
  return wrap(text, style.width - indent).map((line) => ' '.repeat(indent) + line);
}

/** A label and what belongs to it; further lines stand below the first. */
export interface Row {
  readonly label: string;
  readonly lines: readonly string[];
}

/** Rows whose values start in one column. */
export function rows(list: readonly Row[], style: Style): readonly string[] {
  const column = Math.max(...list.map(({ label }) => label.length), 0) + 2;
  return list.flatMap(({ label, lines }) => {
    const wrapped = lines.flatMap((line) => wrap(line, style.width - column - 2));
    return wrapped.map((line, at) => {
      const head = at === 0 ? label.padEnd(column) : ' '.repeat(column);
      return `  ${style.paint('faint', head)}${line}`;
    });
  });
}

/** A heading with an empty line before it. */
export function heading(text: string, style: Style): readonly string[] {
  return ['', style.paint('strong', text)];
}
