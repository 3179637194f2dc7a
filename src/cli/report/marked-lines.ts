import { paragraph } from '../text/layout.ts';
import type { Meaning, Style } from '../text/style.ts';

/** How something that was examined came out. */
type Outcome = 'pass' | 'note' | 'warn' | 'fail';

const marks: Readonly<Record<Outcome, readonly [mark: string, Meaning]>> = {
  pass: ['✓', 'good'],
  note: ['·', 'faint'],
  warn: ['!', 'warn'],
  fail: ['✗', 'fail'],
};

/** A text behind the mark of its outcome. */
export function markedLines(outcome: Outcome, text: string, style: Style): readonly string[] {
  const [mark, meaning] = marks[outcome];
  return paragraph(text, style, 6).map((line, at) =>
    at === 0 ? `    ${style.paint(meaning, mark)} ${line.slice(6)}` : line,
  );
}
