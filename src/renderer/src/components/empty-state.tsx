import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './class-names.ts';
import classes from './empty-state.module.css';

/** Says what is missing here and what to do about it, with one button at most. */
export function EmptyState(props: {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: ReactNode;
  readonly action?: ReactNode;
  readonly size?: 'small' | 'normal';
}) {
  const Icon = props.icon;
  return (
    <div className={cx(classes.empty, props.size === 'small' && classes.small)}>
      <Icon size={props.size === 'small' ? 20 : 28} strokeWidth={1.5} aria-hidden="true" />
      <p className={classes.title}>{props.title}</p>
      <div className={classes.text}>{props.text}</div>
      {props.action}
    </div>
  );
}
