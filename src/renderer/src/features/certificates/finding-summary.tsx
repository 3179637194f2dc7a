import { ChevronDown } from 'lucide-react';
import type { Finding, FindingSeverity } from '#shared/model/finding.ts';
import { countOf } from '#shared/wording/count.ts';
import { severityTones } from '../../components/finding-list.tsx';
import { StatusChip } from '../../components/status-mark.tsx';
import classes from './fields-tab.module.css';

const severities: readonly FindingSeverity[] = ['error', 'warning', 'note'];

/** How many findings there are of each severity, in a line that leads to them. */
export function FindingSummary(props: {
  readonly findings: readonly Finding[];
  readonly onPress: () => void;
}) {
  const { findings, onPress } = props;
  const counts = severities.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [{ severity, text: countOf(count, severity) }];
  });
  return (
    <button type="button" className={classes.summary} onClick={onPress}>
      <b>Findings</b>
      {counts.map(({ severity, text }) => (
        <StatusChip key={severity} tone={severityTones[severity]} text={text} />
      ))}
      <ChevronDown size={14} aria-hidden="true" />
    </button>
  );
}
