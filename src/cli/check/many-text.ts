import { toReadableDuration } from '#shared/wording/time.ts';
import { errorText } from '../error-text.ts';
import { statusMark, statusTone, statusWords } from '../report/status-words.ts';
import { wrap } from '../text/layout.ts';
import type { Style } from '../text/style.ts';
import { type Outcome, worstVerdict } from './checked.ts';
import { countOutcomes, type OutcomeCounts } from './count-outcomes.ts';

/** Columns of a mark, a status, of which "INDETERMINATE" is the longest, and a gap. */
const statusColumn = 17;

/** Many certificates for a person: a line each, with the reason below what is not good, and the summary. */
export function manyToText(
  outcomes: readonly Outcome[],
  { style, durationMs }: { readonly style: Style; readonly durationMs: number },
): readonly string[] {
  const counts = countOutcomes(outcomes);
  return [
    ...outcomes.flatMap((outcome) => outcomeLines(outcome, style)),
    '',
    style.paint('faint', `Checked in ${toReadableDuration(durationMs)}.`),
    style.paint(isAllGood(counts) ? 'good' : 'fail', summaryOf(counts)),
  ];
}

function outcomeLines(outcome: Outcome, style: Style): readonly string[] {
  const { target } = outcome;
  if (outcome.checked === null) {
    return lines(
      { mark: '!', tone: 'warn', words: 'NOT CHECKED', target },
      errorText(outcome.error),
      style,
    );
  }
  const verdict = worstVerdict(outcome.checked);
  const head = {
    mark: statusMark(verdict),
    tone: statusTone(verdict),
    words: statusWords(verdict),
    target,
  };
  const reason = verdict.status === 'not-asked' ? null : reasonOf(outcome);
  return lines(head, reason, style);
}

function reasonOf(outcome: Outcome): string | null {
  if (outcome.checked === null) return null;
  const { flow, reason } = worstVerdict(outcome.checked);
  if (reason !== null) return reason.message;
  const { revocation } = flow.outcome;
  if (revocation === null) return null;
  return `since ${new Date(revocation.time).toISOString().slice(0, 10)} (${revocation.reason ?? 'no reason given'})`;
}

function lines(
  head: {
    readonly mark: string;
    readonly tone: Parameters<Style['paint']>[0];
    readonly words: string;
    readonly target: string;
  },
  reason: string | null,
  style: Style,
): readonly string[] {
  const status = style.paint(head.tone, `${head.mark} ${head.words}`.padEnd(statusColumn));
  const below = reason === null ? [] : wrap(reason, style.width - statusColumn);
  return [
    `${status}${style.paint('strong', head.target)}`,
    ...below.map((line) => `${' '.repeat(statusColumn)}${line}`),
  ];
}

function isAllGood({ revoked, unknown, indeterminate, notChecked }: OutcomeCounts): boolean {
  return revoked + unknown + indeterminate + notChecked === 0;
}

function summaryOf(counts: OutcomeCounts): string {
  const parts = [
    [counts.good, 'good'],
    [counts.revoked, 'revoked'],
    [counts.unknown, 'unknown'],
    [counts.indeterminate, 'indeterminate'],
    [counts.notAsked, 'with a chain that holds'],
    [counts.notChecked, 'not checked'],
  ] as const;
  return parts
    .flatMap(([number, words]) => (number === 0 ? [] : [`${number} ${words}`]))
    .join(', ');
}
