import type { ReactNode } from 'react';
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import { type TermId, terms } from '#shared/wording/terms.ts';
import { useActions } from '../store/workbench-context.tsx';
import classes from './term.module.css';

/** A word that explains itself: a card while the pointer or the focus rests on it, all words when it is pressed. */
export function Term(props: { readonly id: TermId; readonly children?: ReactNode }) {
  const { openHelp } = useActions();
  const { term, text, citation } = terms[props.id];
  return (
    <TooltipTrigger delay={350} closeDelay={150}>
      <Button className={classes.term ?? ''} onPress={() => openHelp(props.id)}>
        {props.children ?? term}
      </Button>
      <Tooltip className={classes.card ?? ''} offset={6} placement="bottom start">
        <strong>{term}</strong>
        <span>{text}</span>
        {citation !== null && <cite>{citation}</cite>}
      </Tooltip>
    </TooltipTrigger>
  );
}
