import { isMap, isPair, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml';
import type { SettingsFile } from '#shared/model/settings-of-others.ts';
import type { Directive } from './draft.ts';
import { quoteLine } from './values.ts';

/** A pair of a YAML or JSON document, with the keys that lead to it. */
export interface YamlPair extends Directive {
  readonly path: readonly string[];
}

const deepest = 60;

/** Reads every pair of a YAML or JSON file, in the order in which they stand. Aliases are not followed. */
export function parseYamlPairs({ name: file, text }: SettingsFile): readonly YamlPair[] {
  const counter = new LineCounter();
  const lines = text.split('\n');
  const pairs: YamlPair[] = [];
  const visit = (node: unknown, path: readonly string[]): void => {
    if (path.length > deepest) return;
    if (isSeq(node)) for (const item of node.items) visit(item, [...path, '-']);
    if (!isMap(node)) return;
    for (const pair of node.items) {
      if (!isPair(pair) || !isScalar(pair.key)) continue;
      const name = String(pair.key.value);
      const line = counter.linePos(pair.key.range?.[0] ?? 0).line;
      const args = isScalar(pair.value) ? [String(pair.value.value)] : [];
      const origin = { file, line, text: quoteLine(lines[line - 1] ?? '') };
      pairs.push({ name, args, origin, path });
      visit(pair.value, [...path, name]);
    }
  };
  if (nestsTooDeep(text)) return pairs;
  const options = {
    lineCounter: counter,
    logLevel: 'silent',
    prettyErrors: false,
    uniqueKeys: false,
  } as const;
  for (const document of parseAllDocuments(text, options)) visit(document.contents, []);
  return pairs;
}

/** True where a text nests deeper than the parser's own stack should be asked to go: it is not read. */
export function nestsTooDeep(text: string): boolean {
  let depth = 0;
  let indicators = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '{' || char === '[') depth += 1;
    if (char === '}' || char === ']') depth -= 1;
    if (char === '\n') indicators = 0;
    const isIndicator = (char === '-' || char === '?') && /[ \t]/.test(text.charAt(at + 1));
    if (isIndicator) indicators += 1;
    if (depth > 200 || indicators > 200) return true;
  }
  return /^ {400}/m.test(text);
}
