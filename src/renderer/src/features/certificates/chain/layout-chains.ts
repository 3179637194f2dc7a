import type { ChainGraph, ChainGraphLink, ChainNode } from '#shared/model/chain-graph.ts';
import type {
  Box,
  Ground,
  Ink,
  Mark,
  MeasureText,
  Picture,
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

/** The graph as shapes: links first, so that certificates lie over them. */
export interface GraphShapes {
  readonly width: number;
  readonly height: number;
  readonly parts: readonly GraphPart[];
}

const nodeSize = { width: 208, height: 58 } as const;
const columnGap = 44;
const rowGap = 104;
const margin = 18;
/** Room beside the rows for links that lead down again: CAs that issued each other. */
const backRoom = 150;

const nameStyle: TextStyle = { size: 13, weight: 600, face: 'text' };
const smallStyle: TextStyle = { size: 11, weight: 400, face: 'text' };
const linkStyle: TextStyle = { size: 12, weight: 600, face: 'text' };

/** Draws a graph from the certificate in question at the bottom up to the roots. */
export function layoutChains(graph: ChainGraph, measure: MeasureText): GraphShapes {
  const rows = rowsOf(graph);
  const widest = Math.max(1, ...rows.map((row) => row.length));
  const rowWidth = widest * (nodeSize.width + columnGap) - columnGap;
  const boxes = placeNodes(rows, rowWidth);
  const drawn = graph.links.filter(({ subject, issuer }) => subject !== issuer);
  const isBack = (link: ChainGraphLink) => {
    const [from, to] = [boxes.get(link.subject), boxes.get(link.issuer)];
    return from !== undefined && to !== undefined && to.y >= from.y;
  };
  const hasBack = drawn.some(isBack);
  const links = drawn.flatMap((link) => {
    const [from, to] = [boxes.get(link.subject), boxes.get(link.issuer)];
    if (from === undefined || to === undefined) return [];
    const right = margin + rowWidth;
    const path = isBack(link) ? aroundPath(from, to, right) : upPath(from, to);
    const at = path[labelAt(link, drawn)] ?? from;
    return [drawLink(link, graph, { path, at, measure })];
  });
  const nodes = graph.nodes.flatMap((node) => {
    const box = boxes.get(node.id);
    return box === undefined ? [] : [drawNode(node, box, measure)];
  });
  return {
    width: rowWidth + 2 * margin + (hasBack ? backRoom : 0),
    height: rows.length * (nodeSize.height + rowGap) - rowGap + 2 * margin,
    parts: [...links, ...nodes],
  };
}

/** The graph as a drawing that stands alone. */
export function pictureOfGraph({ width, height, parts }: GraphShapes): Picture {
  return { width, height, marks: parts.flatMap(({ marks }) => marks) };
}

/** The rows from the bottom up, each in the order in which the links cross least. */
function rowsOf({ nodes, links }: ChainGraph): readonly (readonly ChainNode[])[] {
  const rows: ChainNode[][] = [];
  for (const node of nodes) {
    const row = rows[node.rank] ?? [];
    row.push(node);
    rows[node.rank] = row;
  }
  const place = new Map<string, number>();
  const dense = Array.from(rows, (row) => row ?? []).filter((row) => row.length > 0);
  return dense.map((row) => {
    const wish = (node: ChainNode) => {
      const below = links
        .filter(({ issuer }) => issuer === node.id)
        .flatMap(({ subject }) => place.get(subject) ?? []);
      return below.length === 0 ? 0.5 : below.reduce((sum, at) => sum + at, 0) / below.length;
    };
    const sorted = row.toSorted((a, b) => wish(a) - wish(b));
    for (const [at, { id }] of sorted.entries()) place.set(id, (at + 0.5) / sorted.length);
    return sorted;
  });
}

function placeNodes(
  rows: readonly (readonly ChainNode[])[],
  rowWidth: number,
): ReadonlyMap<string, Box> {
  const boxes = new Map<string, Box>();
  for (const [index, row] of rows.entries()) {
    const own = row.length * (nodeSize.width + columnGap) - columnGap;
    const left = margin + (rowWidth - own) / 2;
    const y = margin + (rows.length - 1 - index) * (nodeSize.height + rowGap);
    for (const [at, { id }] of row.entries()) {
      boxes.set(id, { ...nodeSize, x: left + at * (nodeSize.width + columnGap), y });
    }
  }
  return boxes;
}

const curveSteps = 24;

/** A curve from the top of the subject to the bottom of its issuer. */
function upPath(from: Box, to: Box): readonly Point[] {
  const start = { x: from.x + from.width / 2, y: from.y };
  const end = { x: to.x + to.width / 2, y: to.y + to.height };
  const pull = (start.y - end.y) * 0.45;
  return curve(start, { x: start.x, y: start.y - pull }, { x: end.x, y: end.y + pull }, end);
}

/** A curve beside the rows: the issuer stands no higher than the subject. */
function aroundPath(from: Box, to: Box, right: number): readonly Point[] {
  const start = { x: from.x + from.width, y: from.y + from.height / 2 };
  const end = { x: to.x + to.width, y: to.y + to.height / 2 };
  const out = right + 70;
  const lift = from.y === to.y ? 46 : 0;
  return curve(start, { x: out, y: start.y - lift }, { x: out, y: end.y - lift }, end);
}

function curve(a: Point, b: Point, c: Point, d: Point): readonly Point[] {
  return Array.from({ length: curveSteps + 1 }, (_, step) => {
    const t = step / curveSteps;
    const s = 1 - t;
    const mix = (p: number, q: number, r: number, z: number) =>
      s * s * s * p + 3 * s * s * t * q + 3 * s * t * t * r + t * t * t * z;
    return { x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) };
  });
}

/** A label stands where the link is alone: away from the end that it shares with others. */
function labelAt(link: ChainGraphLink, links: readonly ChainGraphLink[]): number {
  const middle = curveSteps / 2;
  const isFanOut = links.some((one) => one !== link && one.subject === link.subject);
  const isFanIn = links.some((one) => one !== link && one.issuer === link.issuer);
  if (isFanOut === isFanIn) return middle;
  return isFanOut ? middle + 4 : middle - 4;
}

function drawNode(node: ChainNode, box: Box, measure: MeasureText): GraphPart {
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

function drawLink(
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
