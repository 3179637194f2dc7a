import type { ReactNode } from 'react';
import { Tooltip, TooltipTrigger } from 'react-aria-components';
import classes from './hint.module.css';

/** Shows a short text beside a focusable element while the pointer or the focus rests on it. */
export function Hint(props: {
  readonly text: string;
  readonly keys?: string | null;
  readonly children: ReactNode;
}) {
  return (
    <TooltipTrigger delay={500} closeDelay={100}>
      {props.children}
      <Tooltip className={classes.hint ?? ''} offset={6}>
        {props.text}
        {props.keys != null && <kbd className={classes.keys}>{props.keys}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
