import { toReadableSpan } from '#shared/wording/time.ts';
import { useNow } from '../store/workbench-context.tsx';
import classes from './validity-bar.module.css';

/** The validity period with today in it. */
export function ValidityBar(props: { readonly notBefore: number; readonly notAfter: number }) {
  const { notBefore, notAfter } = props;
  const now = useNow(60_000);
  const part = Math.min(1, Math.max(0, (now - notBefore) / Math.max(1, notAfter - notBefore)));
  const state = now < notBefore ? 'early' : now > notAfter ? 'over' : 'valid';
  return (
    <div className={classes.bar} data-state={state}>
      <time>{day(notBefore)}</time>
      <strong>{words(now, notBefore, notAfter)}</strong>
      <time>{day(notAfter)}</time>
      <span className={classes.track}>
        <span className={classes.past} style={{ width: `${100 * part}%` }} />
        {state === 'valid' && <span className={classes.today} style={{ left: `${100 * part}%` }} />}
      </span>
    </div>
  );
}

function words(now: number, notBefore: number, notAfter: number): string {
  if (now < notBefore) return `not valid for another ${toReadableSpan(notBefore - now)}`;
  if (now > notAfter) return `expired ${toReadableSpan(now - notAfter)} ago`;
  return `valid for ${toReadableSpan(notAfter - now)} more`;
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
