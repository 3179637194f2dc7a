import { matchKeys } from '#inspect/key-match.ts';
import type { InspectedFile } from '#inspect/report/inspection-json.ts';
import { fieldLines } from '#inspect/text/field-lines.ts';
import type { Finding } from '#shared/model/finding.ts';
import type { Asn1Node, FieldNode, InspectedObject } from '#shared/model/inspection.ts';
import { toSafeText } from '#shared/wording/safe-text.ts';
import { heading, paragraph, wrap } from '../text/layout.ts';
import type { Meaning, Style } from '../text/style.ts';

interface TextOptions {
  readonly style: Style;
  readonly tree: 'shown' | 'left-out';
}

/** Every object of every file for a person. */
export function inspectionToText(
  files: readonly InspectedFile[],
  options: TextOptions,
): readonly string[] {
  const places = placesOf(files);
  const texts = places.map(({ object, place }) => objectText(object, place, options));
  const placeOf = new Map(places.map(({ object, place }) => [object, place]));
  const told = (object: InspectedObject) => `${object.title} (${placeOf.get(object) ?? 'inside'})`;
  const matches = matchKeys(files.flatMap(({ objects }) => objects));
  return [
    ...texts.flatMap((text, at) => (at === 0 ? text : ['', '', ...text])),
    ...matches.flatMap(({ objects }) => [
      '',
      ...paragraph(`One key: ${objects.map(told).join('; ')}`, options.style, 0),
    ]),
  ];
}

/** The findings alone, each with what to do; objects without any in one line. */
export function findingsToText(files: readonly InspectedFile[], style: Style): readonly string[] {
  return placesOf(files).flatMap(({ object, place }) => [
    `${style.paint('strong', object.title)}  ${style.paint('faint', place)}`,
    ...problemText(object, style),
    ...object.findings.flatMap((finding) => [
      ...findingText(finding, style),
      ...paragraph(`${finding.id}: ${finding.remedy}`, style, 4).map((line) =>
        style.paint('faint', line),
      ),
    ]),
  ]);
}

/** Every object, those inside of others too, with where it is. */
function placesOf(
  files: readonly InspectedFile[],
): readonly { readonly object: InspectedObject; readonly place: string }[] {
  return files.flatMap(({ file, objects }) => numbered(objects, file));
}

function numbered(
  objects: readonly InspectedObject[],
  file: string,
): readonly { readonly object: InspectedObject; readonly place: string }[] {
  return objects.flatMap((object, at) => {
    const place = objects.length === 1 ? file : `${file}, object ${at + 1} of ${objects.length}`;
    return [{ object, place }, ...numbered(object.contains, place)];
  });
}

function objectText(
  object: InspectedObject,
  place: string,
  { style, tree }: TextOptions,
): readonly string[] {
  const asn1 = tree === 'shown' ? object.asn1 : null;
  return [
    `${style.paint('strong', object.title)}  ${style.paint('faint', place)}`,
    ...problemText(object, style),
    ...object.findings.flatMap((finding) => findingText(finding, style)),
    ...(object.fields.length === 0 ? [] : ['', ...fieldText(object.fields, style)]),
    ...(asn1 === null ? [] : [...heading('ASN.1', style), ...treeLines(asn1, style)]),
  ];
}

function problemText({ problem }: InspectedObject, style: Style): readonly string[] {
  if (problem === null) return [];
  const where = problem.path === '' ? '' : ` (octet ${problem.offset}, ${problem.path})`;
  return marked('✗', 'fail', `${problem.message}${where}`, style);
}

const findingMarks: Readonly<Record<Finding['severity'], readonly [mark: string, Meaning]>> = {
  error: ['✗', 'fail'],
  warning: ['!', 'warn'],
  note: ['·', 'faint'],
};

function findingText({ severity, message, citation }: Finding, style: Style): readonly string[] {
  const [mark, meaning] = findingMarks[severity];
  const source = citation === null ? '' : ` [${citation}]`;
  return marked(mark, meaning, `${message}${source}`, style);
}

function marked(mark: string, meaning: Meaning, text: string, style: Style): readonly string[] {
  return paragraph(text, style, 4).map((line, at) =>
    at === 0 ? `  ${style.paint(meaning, mark)} ${line.slice(4)}` : line,
  );
}

/** The most columns of the labels; a longer label pushes its own value to the right. */
const maxLabelColumn = 36;

function fieldText(fields: readonly FieldNode[], style: Style): readonly string[] {
  const lines = fieldLines(fields, 1);
  const longest = Math.max(...lines.map(({ label }) => label.length));
  const column = Math.min(longest + 2, maxLabelColumn);
  return lines.flatMap(({ label, value }) => {
    if (value === '') return [style.paint('faint', label)];
    const own = Math.max(column, label.length + 2);
    return wrap(value, Math.max(style.width - own, 24)).map((line, at) =>
      at === 0 ? `${style.paint('faint', label.padEnd(own))}${line}` : ' '.repeat(own) + line,
    );
  });
}

function treeLines(node: Asn1Node, style: Style, depth = 0): readonly string[] {
  const { offset, length } = node.range;
  const place = `${String(offset).padStart(6)} ${String(length).padStart(6)}`;
  const lead = `${'  '.repeat(depth)}${node.name === null ? '' : `${node.name} `}`;
  const taken = place.length + lead.length + node.type.length + 3;
  const value = shortened(toSafeText(node.value ?? ''), Math.max(style.width - taken, 16));
  return [
    `${style.paint('faint', place)}  ${lead}${style.paint('faint', node.type)} ${value}`,
    ...node.children.flatMap((child) => treeLines(child, style, depth + 1)),
  ];
}

function shortened(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
