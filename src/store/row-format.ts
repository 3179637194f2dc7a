import { reasonWords } from '#shared/wording/reason.ts';

/** The version of the line that a flow has in a list, as it is written now. */
export const rowFormat = 2;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Each step takes a flow's line from the version that is its index plus one to the next. A step that was released
 * is never changed.
 */
const steps: readonly ((row: Fields) => Fields)[] = [
  // The client program was not in the line, and reasons were codes with their hyphens taken out.
  (row) => ({ ...row, client: null, verdict: withWords(row.verdict) }),
];

/** Brings a line of an older version to what it would be today; anything that is no line is left as it is. */
export function upgradeRow(value: unknown, from: number): unknown {
  if (!isFields(value)) return value;
  return steps.slice(from - 1).reduce((row, step) => step(row), value);
}

function withWords(verdict: unknown): unknown {
  if (!isFields(verdict) || typeof verdict.words !== 'string') return verdict;
  const match = /^(.* · (?:check failed: )?)(.+)$/.exec(verdict.words);
  const code = match?.[2]?.replaceAll(' ', '-') ?? '';
  const isCode = /^[a-z][a-z0-9-]*$/.test(code) && reasonWords(code) !== code.replaceAll('-', ' ');
  return isCode ? { ...verdict, words: `${match?.[1] ?? ''}${reasonWords(code)}` } : verdict;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
