import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import classes from './segmented.module.css';

/** One of a few choices, all in view. */
export function Segmented<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly { readonly value: T; readonly text: string }[];
  readonly onChange: (value: T) => void;
}) {
  return (
    <ToggleButtonGroup
      aria-label={props.label}
      className={classes.group ?? ''}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[props.value]}
      onSelectionChange={(keys) => {
        const chosen = props.choices.find((choice) => keys.has(choice.value));
        if (chosen !== undefined) props.onChange(chosen.value);
      }}
    >
      {props.choices.map((choice) => (
        <ToggleButton key={choice.value} id={choice.value} className={classes.choice ?? ''}>
          {choice.text}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
