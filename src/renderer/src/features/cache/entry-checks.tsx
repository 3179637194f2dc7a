import type { CheckResult } from '#shared/model/verdict.ts';
import { OutcomeMark } from '../../components/status-mark.tsx';
import classes from './entry-checks.module.css';

/** The checks that an answer passed before it was kept; what is not applicable is left out. */
export function EntryChecks({ checks }: { readonly checks: readonly CheckResult[] }) {
  const shown = checks.filter(({ outcome }) => outcome === 'pass' || outcome === 'warn');
  if (shown.length === 0) {
    return <p className={classes.none}>The flow that it came with is no longer kept.</p>;
  }
  return (
    <details className={classes.checks}>
      <summary>{`Its ${shown.length} checks`}</summary>
      <ul>
        {shown.map(({ id, title, outcome, message }) => (
          <li key={id} title={message}>
            <OutcomeMark outcome={outcome} />
            <span>
              {title}
              {outcome === 'warn' && <small>{message}</small>}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
