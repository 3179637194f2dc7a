import type { ReactNode } from 'react';
import classes from './page-head.module.css';

/** The head of a screen that does long work: its name and sides, how far it is, and what can be done. */
export function PageHead(props: {
  readonly title: string;
  readonly sides: ReactNode;
  /** From 0 to 1 while it works; null while it does not, or where that is not known. */
  readonly fraction: number | null;
  readonly figures: string;
  readonly tone?: 'plain' | 'bad';
  readonly children: ReactNode;
}) {
  const { fraction } = props;
  return (
    <header className={classes.head}>
      <h1>{props.title}</h1>
      {props.sides}
      <div className={classes.progress}>
        {fraction !== null && (
          <progress className={classes.bar} value={fraction} max={1} aria-label="Done so far" />
        )}
        <p className={classes.figures} data-tone={props.tone ?? 'plain'} role="status">
          {props.figures}
        </p>
      </div>
      {props.children}
    </header>
  );
}
