import { GitCompareArrows, X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { IconButton } from './button.tsx';
import classes from './compare-button.module.css';

/** Starts a comparison with what is open; while the other side is being chosen, it says so and ends it. */
export function CompareButton(props: {
  /** `flow`, `object`. */
  readonly noun: string;
  readonly isChoosing: boolean;
  readonly onStart: () => void;
  readonly onStop: () => void;
}) {
  return props.isChoosing ? (
    <AriaButton className={classes.choosing ?? ''} onPress={props.onStop}>
      Choose the other {props.noun}
      <X size={12} aria-label="Stop comparing" />
    </AriaButton>
  ) : (
    <IconButton
      icon={GitCompareArrows}
      label={`Compare with another ${props.noun}`}
      size="small"
      onPress={props.onStart}
    />
  );
}
