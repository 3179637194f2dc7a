import type { ReactNode } from 'react';
import type { TermId } from '#shared/wording/terms.ts';
import { Term } from '../../components/term.tsx';
import classes from './policy-bar.module.css';

/** A control of the bar under its name, with a word at the end of the name's line where needed. */
export function PolicyField(props: {
  readonly label: string;
  readonly area: string;
  readonly note?: ReactNode;
  /** The word that explains the setting. */
  readonly term?: TermId;
  readonly children: ReactNode;
}) {
  return (
    <div className={classes.field} data-area={props.area}>
      <div className={classes.caption}>
        <span className={classes.label}>
          {props.term === undefined ? props.label : <Term id={props.term}>{props.label}</Term>}
        </span>
        {props.note}
      </div>
      {props.children}
    </div>
  );
}
