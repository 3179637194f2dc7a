import type { ReactNode } from 'react';
import { Dialog, DialogTrigger, Popover, type PopoverProps } from 'react-aria-components';
import classes from './popup.module.css';

/** A button and the small dialog that it opens beside itself. */
export function Popup(props: {
  readonly trigger: ReactNode;
  readonly label: string;
  readonly placement?: PopoverProps['placement'];
  readonly width?: number;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}) {
  const { children } = props;
  return (
    <DialogTrigger>
      {props.trigger}
      <Popover
        className={classes.popup ?? ''}
        placement={props.placement ?? 'bottom start'}
        offset={6}
        style={{ width: props.width ?? 320 }}
      >
        <Dialog className={classes.dialog ?? ''} aria-label={props.label}>
          {({ close }) => (typeof children === 'function' ? children(close) : children)}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
