import type { SettingsFile } from '#shared/model/settings-of-others.ts';
import type { Directive } from '../draft.ts';
import { quoteLine, splitWords } from '../values.ts';

/** A directive of Apache with the sections around it, the outermost first. */
export interface ApacheDirective extends Directive {
  readonly within: readonly ApacheSection[];
}

/** `<Name arguments>`; `id` tells sections of the same name apart. */
export interface ApacheSection extends Directive {
  readonly id: number;
}

const deepest = 32;

/** Reads the grammar of Apache: a directive a line, sections in angle brackets, `\` at the end goes on. Never fails. */
export function parseApache({ name: file, text }: SettingsFile): readonly ApacheDirective[] {
  const found: ApacheDirective[] = [];
  let open: readonly ApacheSection[] = [];
  let sections = 0;
  for (const { line, text: whole } of logicalLines(text)) {
    if (whole === '' || whole.startsWith('#')) continue;
    const origin = { file, line, text: quoteLine(whole) };
    const closing = /^<\/\s*(\w+)/.exec(whole);
    if (closing !== null) {
      const name = closing[1]?.toLowerCase() ?? '';
      const at = open.findLastIndex((each) => each.name === name);
      if (at !== -1) open = open.slice(0, at);
      continue;
    }
    const opening = /^<\s*(\w+)([^>]*)>?/.exec(whole);
    if (opening !== null) {
      sections += 1;
      const [, name = '', rest = ''] = opening;
      const section = { name: name.toLowerCase(), args: splitWords(rest), origin, id: sections };
      if (open.length < deepest) open = [...open, section];
      continue;
    }
    const [name = '', ...args] = splitWords(whole);
    found.push({ name: name.toLowerCase(), args, origin, within: open });
  }
  return found;
}

/** Lines as Apache counts them: one that ends in a backslash goes on in the next. */
function* logicalLines(text: string): Generator<{ readonly line: number; readonly text: string }> {
  let first = 1;
  const parts: string[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/\r$/, '');
    if (parts.length === 0) first = index + 1;
    parts.push(line.replace(/\\$/, ''));
    if (line.endsWith('\\')) continue;
    yield { line: first, text: parts.join('').trim() };
    parts.length = 0;
  }
  if (parts.length > 0) yield { line: first, text: parts.join('').trim() };
}
