import type { ChainGraph, ChainGraphLink, ChainNode } from '#shared/model/chain-graph.ts';
import type { Box, MeasureText, Picture, Point } from '../../../drawing/marks.ts';
import { drawLink, drawNode, type GraphPart } from './draw-chains.ts';

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
