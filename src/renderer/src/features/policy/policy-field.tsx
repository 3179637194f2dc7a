import type { ReactNode } from 'react';
import classes from './policy-bar.module.css';

/** A control of the bar under its name, with a word at the end of the name's line where needed. */
export function PolicyField(props: {
  readonly label: string;
  readonly area: string;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className={classes.field} data-area={props.area}>
      <div className={classes.caption}>
        <span className={classes.label}>{props.label}</span>
        {props.note}
      </div>
      {props.children}
    </div>
  );
}
