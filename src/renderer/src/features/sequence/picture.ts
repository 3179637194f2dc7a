import type { VerdictDescription } from '#shared/flow/describe-verdict.ts';
import type { Mark, MeasureText, Point, TextStyle } from '../../drawing/marks.ts';
import type { SequenceShapes } from './shapes.ts';

const margin = 16;
const subjectStyle: TextStyle = { size: 12, weight: 600, face: 'text' };
const headingStyle: TextStyle = { size: 18, weight: 650, face: 'text' };
const sentenceStyle: TextStyle = { size: 13, weight: 400, face: 'text' };
const lineHeight = 19;

/** The diagram below the verdict in words: a picture has to say by itself what it shows. */
export function withVerdict(
  shapes: SequenceShapes,
  { subject, heading, sentence, tone }: VerdictDescription,
  measure: MeasureText,
): SequenceShapes {
  const words: Mark[] = [];
  let y = margin;
  const line = (text: string, style: TextStyle, ink: 'fg' | 'fg-2' | typeof tone) => {
    y += style.size + 4;
    words.push({
      kind: 'text',
      at: { x: margin, y },
      text,
      style,
      anchor: 'start',
      ink,
      ground: 'bg',
    });
  };
  if (subject !== null) line(subject, subjectStyle, 'fg-2');
  line(heading, headingStyle, tone);
  for (const text of wrapped(sentence, shapes.width - 2 * margin, measure)) {
    line(text, sentenceStyle, 'fg');
    y += lineHeight - sentenceStyle.size - 4;
  }
  const down = Math.ceil(y + margin);
  const move = (marks: readonly Mark[]) => marks.map((mark) => moved(mark, down));
  return {
    ...shapes,
    height: shapes.height + down,
    heads: [...words, ...move(shapes.heads)],
    back: move(shapes.back),
    steps: shapes.steps.map((step) => ({ ...step, marks: move(step.marks) })),
  };
}

function wrapped(text: string, room: number, measure: MeasureText): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && measure(longer, sentenceStyle) > room) lines.push(word);
    else lines.splice(-1, 1, longer);
  }
  return lines;
}

function moved(mark: Mark, down: number): Mark {
  const point = ({ x, y }: Point) => ({ x, y: y + down });
  switch (mark.kind) {
    case 'line':
    case 'fill':
      return { ...mark, points: mark.points.map(point) };
    case 'text':
      return { ...mark, at: point(mark.at) };
    case 'ground':
    case 'box':
      return { ...mark, box: { ...mark.box, y: mark.box.y + down } };
  }
}
