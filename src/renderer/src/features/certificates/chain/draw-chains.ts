import type { ChainGraph, ChainGraphLink, ChainNode } from '#shared/model/chain-graph.ts';
import type {
  Box,
  Ground,
  Ink,
  Mark,
  MeasureText,
  Point,
  TextStyle,
} from '../../../drawing/marks.ts';
import { failedAspects, linkLabel, nodeWords } from './chain-words.ts';

/** A certificate or a link of the drawing that can be selected. */
export interface GraphPart {
  readonly id: string;
  readonly kind: 'node' | 'link';
  /** What a screen reader says. */
  readonly spoken: string;
  /** Where a click selects it. */
  readonly box: Box;
  readonly marks: readonly Mark[];
}

const nameStyle: TextStyle = { size: 13, weight: 600, face: 'text' };
const smallStyle: TextStyle = { size: 11, weight: 400, face: 'text' };
const linkStyle: TextStyle = { size: 12, weight: 600, face: 'text' };

/** A certificate as a box with its name, and what is to be said of it. */
export function drawNode(node: ChainNode, box: Box, measure: MeasureText): GraphPart {
  const { label, role, trustedIn, reasons } = node;
  const failed = failedAspects(reasons);
  const isMissing = role === 'missing';
  const ink: Ink =
    failed.length > 0
      ? 'revoked'
      : trustedIn.length > 0
        ? 'good'
        : role === 'end'
          ? 'accent'
          : 'line-strong';
  const ground: Ground =
    failed.length > 0 ? 'revoked-on' : trustedIn.length > 0 ? 'good-on' : isMissing ? 'bg' : 'bg-1';
  const room = box.width - 24;
  const words = nodeWords(node);
  const below = failed.length > 0 ? `✗ ${failed.join(', ')}` : words;
  const outline: Mark = isMissing
    ? { kind: 'line', points: cornersOf(box), ink: 'fg-3', weight: 1.5, dash: 'dashed' }
    : { kind: 'box', box, radius: 8, ground, ink, weight: role === 'end' ? 2 : 1.5 };
  const text = (content: string, y: number, style: TextStyle, colour: Ink): Mark => ({
    kind: 'text',
    at: { x: box.x + box.width / 2, y: box.y + y },
    text: fitted(content, style, room, measure),
    style,
    anchor: 'middle',
    ink: colour,
    ground,
  });
  return {
    id: node.id,
    kind: 'node',
    spoken: [label, words, failed.length > 0 ? `fails: ${failed.join(', ')}` : null]
      .filter((part) => part !== null)
      .join(', '),
    box,
    marks: [
      outline,
      text(label, 25, nameStyle, isMissing ? 'fg-2' : 'fg'),
      text(below, 43, smallStyle, failed.length > 0 ? 'revoked' : 'fg-2'),
    ],
  };
}

function cornersOf({ x, y, width, height }: Box): readonly Point[] {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
    { x, y },
  ];
}

const labelHeight = 36;

/** A link as an arrow with its label: whether it holds, and by what. */
export function drawLink(
  link: ChainGraphLink,
  { nodes }: ChainGraph,
  drawn: { readonly path: readonly Point[]; readonly at: Point; readonly measure: MeasureText },
): GraphPart {
  const { path, at, measure } = drawn;
  const [head, reasons] = linkLabel(link);
  const ink: Ink = link.outcome === 'pass' ? 'good' : 'revoked';
  const shown = fitted(reasons, smallStyle, 190, measure);
  const width = Math.max(measure(head, linkStyle), measure(shown, smallStyle)) + 12;
  const labelOf = (id: string) => nodes.find((node) => node.id === id)?.label ?? id;
  const text = (content: string, y: number, style: TextStyle, colour: Ink): Mark => ({
    kind: 'text',
    at: { x: at.x, y: at.y + y },
    text: content,
    style,
    anchor: 'middle',
    ink: colour,
    ground: 'bg',
  });
  const box = { x: at.x - width / 2, y: at.y - labelHeight / 2, width, height: labelHeight };
  return {
    id: link.id,
    kind: 'link',
    spoken: `${labelOf(link.subject)}, issued by ${labelOf(link.issuer)}: ${head.slice(2)}, ${reasons}`,
    box,
    marks: [
      {
        kind: 'line',
        points: path,
        ink,
        weight: 1.75,
        dash: link.outcome === 'pass' ? 'solid' : 'dashed',
      },
      arrowHead(path, ink),
      { kind: 'box', box, radius: 6, ground: 'bg', ink: 'line-soft', weight: 1 },
      text(head, -3, linkStyle, ink),
      text(shown, 11, smallStyle, 'fg-2'),
    ],
  };
}

function arrowHead(path: readonly Point[], ink: Ink): Mark {
  const tip = path.at(-1) ?? { x: 0, y: 0 };
  const before = path.at(-3) ?? tip;
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
  const [dx, dy] = [(tip.x - before.x) / length, (tip.y - before.y) / length];
  const side = (turn: 1 | -1): Point => ({
    x: tip.x - dx * 9 - turn * dy * 5,
    y: tip.y - dy * 9 + turn * dx * 5,
  });
  return { kind: 'fill', points: [tip, side(1), side(-1)], ink };
}

/** As much of a text as fits. */
function fitted(text: string, style: TextStyle, room: number, measure: MeasureText): string {
  if (measure(text, style) <= room) return text;
  const letters = [...text];
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const isFitting = measure(`${letters.slice(0, middle).join('')}…`, style) <= room;
    if (isFitting) low = middle;
    else high = middle - 1;
  }
  return `${letters.slice(0, low).join('')}…`;
}
