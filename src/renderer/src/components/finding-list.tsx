import type { Finding } from '#shared/model/finding.ts';
import classes from './finding-list.module.css';
import { StatusChip } from './status-mark.tsx';

/** The ground on which a severity stands. */
export const severityTones = { error: 'revoked', warning: 'unknown', note: 'none' } as const;

/** What is worth knowing about an object, worst first. */
export function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  const order = ['error', 'warning', 'note'];
  const sorted = findings.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  return (
    <ul className={classes.list} aria-label="Findings">
      {sorted.map((finding) => (
        <li key={`${finding.id}/${finding.message}`} className={classes.finding}>
          <StatusChip tone={severityTones[finding.severity]} text={finding.severity} />
          <span className={classes.message}>
            {finding.message}
            <span className={classes.remedy}>{finding.remedy}</span>
            {finding.citation !== null && (
              <span className={classes.clause}>{finding.citation}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
