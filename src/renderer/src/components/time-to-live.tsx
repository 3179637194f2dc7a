import type { CacheEntrySummary } from '#shared/model/cache.ts';
import type { CachePolicy } from '#shared/model/policy.ts';
import { expiryCauseSentence, expiryCauseWords } from '#shared/wording/cache.ts';
import { toReadableSpan } from '#shared/wording/time.ts';
import { useNow } from '../store/workbench-context.tsx';
import { cx } from './class-names.ts';
import classes from './time-to-live.module.css';

/** What is left of an entry's life, against the bounds of the policy. */
export function TimeToLive(props: {
  readonly entry: CacheEntrySummary;
  readonly cache: CachePolicy;
}) {
  const { entry, cache } = props;
  const now = useNow(1_000);
  const left = entry.expiresAt - now;
  const scale = Math.max(cache.maxSeconds * 1_000, entry.expiresAt - entry.storedAt);
  const isOver = left <= 0;
  const isCapped = entry.expiryCause === 'next-update' || entry.expiryCause === 'signer-not-after';
  const words = isOver ? `expired ${toReadableSpan(left)} ago` : `${toReadableSpan(left)} left`;
  return (
    <div className={classes.life} title={expiryCauseSentence(entry.expiryCause)}>
      {/* The words beside it say the same. */}
      <div className={classes.track} aria-hidden="true">
        <span className={classes.bar} style={{ width: `${percent(left, scale)}%` }} />
        <Bound at={cache.minSeconds * 1_000} scale={scale} />
        <Bound at={cache.maxSeconds * 1_000} scale={scale} />
      </div>
      <span className={cx(classes.words, isOver && classes.over)}>
        {words}
        <span className={classes.cause}>
          {isCapped ? ', ' : ' · '}
          {expiryCauseWords(entry.expiryCause)}
        </span>
      </span>
    </div>
  );
}

function Bound({ at, scale }: { readonly at: number; readonly scale: number }) {
  return at >= scale ? null : (
    <span className={classes.bound} style={{ left: `${percent(at, scale)}%` }} />
  );
}

function percent(part: number, whole: number): number {
  return Math.min(100, Math.max(0, (100 * part) / whole));
}
