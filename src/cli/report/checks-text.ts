import { assertNever } from '#shared/model/result.ts';
import type { CheckOutcome, CheckResult } from '#shared/model/verdict.ts';
import { wrap } from '../text/layout.ts';
import type { Meaning, Style } from '../text/style.ts';

/** Every check on a line: mark, name, what it found, the clause. */
export function checksText(checks: readonly CheckResult[], style: Style): readonly string[] {
  const column = Math.max(...checks.map(({ id }) => id.length)) + 2;
  return checks.flatMap((check) => {
    const { mark, meaning } = markOf(check.outcome);
    const isQuiet = check.outcome === 'not-applicable' || check.outcome === 'not-run';
    const citation = `[${check.citation}]`.replaceAll(' ', unbroken);
    const lines = wrap(`${check.message} ${citation}`, style.width - column - 4);
    return lines.map((wrapped, at) => {
      const line = wrapped.replaceAll(unbroken, ' ');
      const text = isQuiet ? style.paint('faint', line) : withFaintCitation(line, style);
      return at === 0
        ? `  ${style.paint(meaning, mark)} ${style.paint(isQuiet ? 'faint' : meaning, check.id.padEnd(column))}${text}`
        : `    ${' '.repeat(column)}${text}`;
    });
  });
}

/** A no-break space keeps a citation in one line. */
const unbroken = '\u00a0';

function withFaintCitation(line: string, style: Style): string {
  const match = /^(.*?)(\[[^[\]]*\])$/.exec(line);
  return match === null ? line : `${match[1]}${style.paint('faint', match[2] ?? '')}`;
}

function markOf(outcome: CheckOutcome): { readonly mark: string; readonly meaning: Meaning } {
  switch (outcome) {
    case 'pass':
      return { mark: '✓', meaning: 'good' };
    case 'fail':
      return { mark: '✗', meaning: 'fail' };
    case 'warn':
      return { mark: '!', meaning: 'warn' };
    case 'not-applicable':
      return { mark: '–', meaning: 'faint' };
    case 'not-run':
      return { mark: '·', meaning: 'faint' };
    default:
      return assertNever(outcome);
  }
}
