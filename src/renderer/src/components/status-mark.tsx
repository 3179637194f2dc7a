import { Ban, Check, LoaderCircle, Minus, TriangleAlert, X } from 'lucide-react';
import type { StatusTone } from '#shared/flow/tone.ts';
import type { CheckOutcome } from '#shared/model/verdict.ts';
import { cx } from './class-names.ts';
import classes from './status-mark.module.css';

/** The shape and colour of a decision: a check mark lets in, a cross keeps out. */
export function DecisionMark(props: {
  readonly tone: StatusTone;
  readonly mark: 'completed' | 'denied' | 'running' | 'cancelled';
  readonly size: number;
}) {
  const Icon = { completed: Check, denied: X, running: LoaderCircle, cancelled: Ban }[props.mark];
  return (
    <span
      className={cx(classes.mark, classes[props.tone], props.mark === 'running' && classes.turning)}
      style={{ width: props.size, height: props.size }}
      aria-hidden="true"
    >
      <Icon size={Math.round(props.size * 0.62)} strokeWidth={2.75} />
    </span>
  );
}

/** A status word on its own ground. */
export function StatusChip(props: { readonly tone: StatusTone; readonly text: string }) {
  return <span className={cx(classes.chip, classes[props.tone])}>{props.text}</span>;
}

const outcomeIcons = {
  pass: { icon: Check, tone: 'good' },
  fail: { icon: X, tone: 'revoked' },
  warn: { icon: TriangleAlert, tone: 'unknown' },
  'not-applicable': { icon: Minus, tone: 'none' },
  'not-run': { icon: Minus, tone: 'none' },
} as const;

/** How one check went, as a shape. */
export function OutcomeMark(props: { readonly outcome: CheckOutcome }) {
  const { icon: Icon, tone } = outcomeIcons[props.outcome];
  return (
    <span className={cx(classes.mark, classes.outcome, classes[tone])} aria-hidden="true">
      <Icon size={11} strokeWidth={3} />
    </span>
  );
}
