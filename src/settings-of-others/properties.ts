import { parseLines } from 'dot-properties';
import type { SettingsFile } from '#shared/model/settings-of-others.ts';
import type { Directive } from './draft.ts';
import { quoteLine } from './values.ts';

/** Reads a Java properties file: each pair with its line. Keys keep their case. */
export function parseProperties({ name: file, text }: SettingsFile): readonly Directive[] {
  const lineAt = createLineFinder(text);
  return parseLines(text, true).flatMap((node) => {
    if (!('key' in node) || !('value' in node)) return [];
    const { key, value, range } = node;
    if (typeof key !== 'string' || typeof value !== 'string') return [];
    const line = lineAt(range[0]);
    return [
      { name: key, args: [value], origin: { file, line, text: quoteLine(`${key}=${value}`) } },
    ];
  });
}

/** Line numbers, from 1, of offsets that only grow. */
export function createLineFinder(text: string): (offset: number) => number {
  let line = 1;
  let at = 0;
  return (offset) => {
    for (; at < offset && at < text.length; at += 1) if (text.charAt(at) === '\n') line += 1;
    return line;
  };
}
