import type { ReactNode } from 'react';
import type { TermId } from '#shared/wording/terms.ts';
import { Term } from '../../components/term.tsx';
import classes from './policy-bar.module.css';

/** A setting of the advanced popup under its name, which explains itself where there is a word for it. */
export function AdvancedLine(props: {
  readonly label: string;
  readonly term?: TermId;
  readonly children: ReactNode;
}) {
  return (
    <div className={classes.line}>
      <span>
        {props.term === undefined ? props.label : <Term id={props.term}>{props.label}</Term>}
      </span>
      <div>{props.children}</div>
    </div>
  );
}
