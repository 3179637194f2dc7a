import classes from './policy-bar.module.css';

/** A setting of the advanced popup under its name. */
export function AdvancedLine(props: {
  readonly label: string;
  readonly children: React.ReactNode;
}) {
  return (
    <div className={classes.line}>
      <span>{props.label}</span>
      <div>{props.children}</div>
    </div>
  );
}
