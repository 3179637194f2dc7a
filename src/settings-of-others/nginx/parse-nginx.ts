import type { SettingsFile } from '#shared/model/settings-of-others.ts';
import type { Directive } from '../draft.ts';
import { quoteLine } from '../values.ts';

/** A directive of nginx, with what stands in its braces; none where it ends in a semicolon. */
export interface NginxDirective extends Directive {
  readonly children: readonly NginxDirective[];
}

const deepest = 32;

/** A directive while what is in its braces is still being read. */
interface Open extends Directive {
  readonly children: NginxDirective[];
}

/**
 * Reads the grammar of nginx: words, quotes, comments, semicolons and braces. Never fails: a brace too many
 * is passed over, and one that is missing closes at the end.
 */
export function parseNginx({ name: file, text }: SettingsFile): readonly NginxDirective[] {
  const lines = text.split('\n');
  const top: NginxDirective[] = [];
  const open: Open[] = [];
  let words: string[] = [];
  let firstLine = 1;
  const take = (): Open => ({
    name: (words[0] ?? '').toLowerCase(),
    args: words.slice(1),
    origin: { file, line: firstLine, text: quoteLine(lines[firstLine - 1] ?? '') },
    children: [],
  });
  for (const token of tokensOf(text)) {
    if (token.kind === 'word') {
      if (words.length === 0) firstLine = token.line;
      words.push(token.text);
      continue;
    }
    if (token.kind === 'close') {
      open.pop();
      words = [];
      continue;
    }
    if (words.length > 0 || token.kind === 'open') {
      if (words.length === 0) firstLine = token.line;
      const directive = take();
      // Nobody nests as deep as that; what does is left out, so that reading it needs no deep stack.
      if (open.length < deepest) (open.at(-1)?.children ?? top).push(directive);
      if (token.kind === 'open') open.push(directive);
    }
    words = [];
  }
  return top;
}

type Token =
  | { readonly kind: 'word'; readonly text: string; readonly line: number }
  | { readonly kind: 'open' | 'close' | 'end'; readonly line: number };

const marks: Readonly<Record<string, 'open' | 'close' | 'end'>> = {
  '{': 'open',
  '}': 'close',
  ';': 'end',
};

function* tokensOf(text: string): Generator<Token> {
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    const mark = marks[char];
    if (char === '\n') line += 1;
    if (/\s/.test(char)) at += 1;
    else if (char === '#') at = endOfLine(text, at);
    else if (mark !== undefined) {
      yield { kind: mark, line };
      at += 1;
    } else {
      const end = char === '"' || char === "'" ? endOfQuote(text, at) : endOfWord(text, at);
      const raw = text.slice(at, end);
      yield { kind: 'word', text: unquote(raw), line };
      line += raw.split('\n').length - 1;
      at = end;
    }
  }
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

function endOfQuote(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at += 1) {
    if (text.charAt(at) === '\\') at += 1;
    else if (text.charAt(at) === quote) return at + 1;
  }
  return text.length;
}

/** `${name}` is part of a word; any other brace ends it. */
function endOfWord(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\\') at += 1;
    else if (char === '$' && text.charAt(at + 1) === '{') at += 1;
    else if (/[\s;{}]/.test(char) && !closesVariable(text, start, at)) return at;
  }
  return text.length;
}

function closesVariable(text: string, start: number, at: number): boolean {
  if (text.charAt(at) !== '}') return false;
  const before = text.slice(Math.max(start, at - 100), at);
  return before.lastIndexOf('${') > before.lastIndexOf('}');
}

function unquote(raw: string): string {
  const quote = raw.charAt(0);
  if (quote !== '"' && quote !== "'") return raw;
  const inner = raw.length > 1 && raw.endsWith(quote) ? raw.slice(1, -1) : raw.slice(1);
  return inner.replaceAll(/\\(["'\\])/g, '$1');
}
