import { Switch } from 'react-aria-components';
import classes from './toggle.module.css';

/** On or off, with the state in words beside it. */
export function Toggle(props: {
  readonly label: string;
  readonly isOn: boolean;
  readonly words: string;
  readonly onChange: (isOn: boolean) => void;
}) {
  return (
    <Switch
      className={classes.toggle ?? ''}
      aria-label={`${props.label}: ${props.words}`}
      isSelected={props.isOn}
      onChange={props.onChange}
    >
      <span className={classes.track}>
        <span className={classes.knob} />
      </span>
      {props.words}
    </Switch>
  );
}
