import { Label, Radio, RadioGroup } from 'react-aria-components';
import classes from './choice-list.module.css';

/** One of a few choices that each need a line to be understood. */
export function ChoiceList<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly {
    readonly value: T;
    readonly text: string;
    readonly detail?: string;
  }[];
  readonly onChange: (value: T) => void;
}) {
  return (
    <RadioGroup
      className={classes.list ?? ''}
      value={props.value}
      onChange={(next) => {
        const chosen = props.choices.find(({ value }) => value === next);
        if (chosen !== undefined) props.onChange(chosen.value);
      }}
    >
      <Label className={classes.label ?? ''}>{props.label}</Label>
      {props.choices.map((choice) => (
        <Radio key={choice.value} value={choice.value} className={classes.choice ?? ''}>
          <span className={classes.dot} />
          <span className={classes.words}>
            {choice.text}
            {choice.detail !== undefined && <span className={classes.detail}>{choice.detail}</span>}
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
