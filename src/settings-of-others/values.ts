const longestKept = 200;

/** A line as it is quoted in a report: trimmed, and not longer than a person reads. */
export function quoteLine(text: string): string {
  const trimmed = text.slice(0, 2 * longestKept).trim();
  return trimmed.length > longestKept ? `${trimmed.slice(0, longestKept)}…` : trimmed;
}

/** The words that mean yes and no in configurations; null for anything else. */
export function readSwitch(text: string | undefined): 'on' | 'off' | null {
  switch (text?.toLowerCase()) {
    case 'on':
    case 'yes':
    case 'true':
    case '1':
    case 'enabled':
    case 'enable':
      return 'on';
    case 'off':
    case 'no':
    case 'false':
    case '0':
    case 'disabled':
    case 'disable':
      return 'off';
    default:
      return null;
  }
}

/** The longest time that a policy takes, in milliseconds. */
const longestMs = 600_000;

/** A whole number from 0 on; null for anything else. */
export function readNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** `10`, `10s`, `1m30s`, `500ms` in milliseconds; a number alone counts in `plain`. */
export function readDuration(text: string | undefined, plain: 'ms' | 's' = 's'): number | null {
  if (text === undefined || !/^(?:\d{1,9}(?:ms|s|m|h)?)(?:\d{1,9}(?:ms|s|m|h)){0,3}$/i.test(text)) {
    return null;
  }
  let total = 0;
  for (const [, amount, unit] of text.toLowerCase().matchAll(/(\d+)(ms|s|m|h)?/g)) {
    total += Number(amount) * (unitMs[unit ?? plain] ?? 1);
  }
  return total;
}

/** A time limit within what a policy takes. */
export function asTimeout(ms: number): number {
  return Math.min(Math.max(ms, 1), longestMs);
}

/** What is longer is no line that a person wrote. */
const longestLine = 8_192;

/** Words of a line, with quotes taken off: `a "b c" 'd'` is three. */
export function splitWords(text: string): readonly string[] {
  const words: string[] = [];
  const head = text.slice(0, longestLine);
  for (const [, double, single, plain] of head.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+)/g)) {
    words.push(double?.replaceAll(/\\(.)/g, '$1') ?? single ?? plain ?? '');
  }
  return words;
}
