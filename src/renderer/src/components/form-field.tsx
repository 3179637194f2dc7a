import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import { cx } from './class-names.ts';
import classes from './form-field.module.css';

/** A field of a dialog: its name, its text, and what is wrong with it. */
export function FormField(props: {
  readonly label: string;
  readonly value: string;
  readonly problem: string | null;
  readonly onChange: (text: string) => void;
  readonly isFirst?: boolean;
  readonly type?: 'text' | 'password' | 'number';
  readonly face?: 'text' | 'mono';
  readonly placeholder?: string;
  readonly description?: string;
}) {
  const { problem } = props;
  return (
    <TextField
      className={classes.field ?? ''}
      value={props.value}
      onChange={props.onChange}
      isInvalid={problem !== null}
      type={props.type === 'password' ? 'password' : 'text'}
      // The dialog is opened to write into its first field.
      autoFocus={props.isFirst === true}
    >
      <Label>{props.label}</Label>
      <Input
        className={cx(classes.input, props.face === 'mono' && classes.mono)}
        spellCheck={false}
        autoComplete="off"
        placeholder={props.placeholder ?? ''}
        inputMode={props.type === 'number' ? 'numeric' : 'text'}
      />
      {props.description !== undefined && problem === null && (
        <Text slot="description" className={classes.hint ?? ''}>
          {props.description}
        </Text>
      )}
      <FieldError className={classes.problem ?? ''}>{problem}</FieldError>
    </TextField>
  );
}
