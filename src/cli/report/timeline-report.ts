import { toRfc3339 } from '#shared/model/time.ts';
import type { StandingVerdict, Timeline, TimelineFlip } from '#shared/model/timeline.ts';
import { bandWords } from '#shared/wording/timeline.ts';
import { heading, paragraph } from '../text/layout.ts';
import type { Style } from '../text/style.ts';

/** A timeline as `--json` tells it: times in RFC 3339; a span without a beginning has null. */
export function timelineToJson({ flips, verdicts, bands, kept }: Timeline) {
  return {
    verdicts: verdicts.map(({ from, verdict }) => ({ from: timeOf(from), ...verdict })),
    flips: flips.map(({ at, because, from, to, checks }) => ({
      at: toRfc3339(at),
      because,
      from,
      to,
      checks,
    })),
    bands: bands.map(({ id, spans }) => ({
      id,
      spans: spans.map(({ from, outcome }) => ({ from: timeOf(from), outcome })),
    })),
    kept:
      kept === null
        ? null
        : { from: toRfc3339(kept.from), to: toRfc3339(kept.to), cause: kept.cause },
  };
}

function timeOf(at: number | null): string | null {
  return at === null ? null : toRfc3339(at);
}

/** Each instant at which something flips, in a line, and what flips below it. */
export function timelineToText({ flips, verdicts }: Timeline, style: Style): readonly string[] {
  const [first] = verdicts;
  if (first === undefined) return [];
  const head = heading('When the verdict flips', style);
  const start = `  ${'before'.padEnd(20)}  ${verdictText(first.verdict)}`;
  return [...head, start, ...flips.flatMap((flip) => flipText(flip, style))];
}

function flipText(flip: TimelineFlip, style: Style): readonly string[] {
  const { at, to, from, because, checks } = flip;
  const isTurned = JSON.stringify(from) !== JSON.stringify(to);
  const words = isTurned
    ? style.paint('strong', verdictText(to))
    : style.paint('faint', 'as before');
  const why = because.length === 0 ? '' : style.paint('faint', `  ${because.join(', ')}`);
  const lines = checks.map(
    ({ id, from: was, to: is }) => `${id}: ${bandWords(id, was)} → ${bandWords(id, is)}`,
  );
  return [
    `  ${toRfc3339(at)}  ${words}${why}`,
    ...lines.flatMap((line) => paragraph(line, style, 24)),
  ];
}

function verdictText({ status, reason, decision }: StandingVerdict): string {
  const why = reason === null ? '' : ` (${reason})`;
  return `${decision}: ${status ?? 'not asked'}${why}`;
}
