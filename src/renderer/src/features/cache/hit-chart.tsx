import { countOf } from '#shared/wording/count.ts';
import { toReadableSpan } from '#shared/wording/time.ts';
import classes from './hit-chart.module.css';

const bars = 30;
const height = 36;

/** How often an entry served over its life, as bars from when it was stored to when it goes. */
export function HitChart(props: {
  readonly hits: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly now: number;
}) {
  const { hits, from, to, now } = props;
  const counts = countPerBar(hits, from, to);
  const most = Math.max(1, ...counts);
  const passed = Math.min(1, Math.max(0, (now - from) / (to - from)));
  const words = `${countOf(hits.length, 'hit')} over ${toReadableSpan(to - from)}`;
  return (
    <figure className={classes.chart}>
      <svg
        role="img"
        aria-label={words}
        viewBox={`0 0 ${bars} ${height}`}
        preserveAspectRatio="none"
      >
        <rect className={classes.passed} width={passed * bars} height={height} />
        {counts.map((count, index) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
            key={index}
            className={classes.bar}
            x={index + 0.1}
            width={0.8}
            y={height - (count / most) * (height - 4)}
            height={(count / most) * (height - 4)}
          />
        ))}
      </svg>
      <figcaption>{words}</figcaption>
    </figure>
  );
}

/** How many moments fall into each of the equal parts of a span. */
export function countPerBar(
  moments: readonly number[],
  from: number,
  to: number,
): readonly number[] {
  const counts = Array.from({ length: bars }, () => 0);
  for (const at of moments) {
    const index = Math.floor(((at - from) / (to - from)) * bars);
    const place = Math.min(bars - 1, Math.max(0, index));
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}
