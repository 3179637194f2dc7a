import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  ToggleButton as AriaToggleButton,
} from 'react-aria-components';
import classes from './button.module.css';
import { cx } from './class-names.ts';
import { Hint } from './hint.tsx';

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children'> {
  readonly kind?: 'primary' | 'plain' | 'quiet';
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
}

/** A button with a text and, where it helps, an icon before it. */
export function Button({ kind = 'plain', icon: Icon, children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={cx(classes.button, classes[kind])}>
      {Icon !== undefined && <Icon size={14} aria-hidden="true" />}
      <span className={classes.text}>{children}</span>
    </AriaButton>
  );
}

interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'aria-label'> {
  readonly icon: LucideIcon;
  readonly label: string;
  /** The keys that do the same, as the hint shows them. */
  readonly keys?: string;
  readonly size?: 'small' | 'normal';
  readonly isActive?: boolean;
}

/** A button that is an icon; its name is read out and shown as a hint. */
export function IconButton({
  icon: Icon,
  label,
  keys,
  size = 'normal',
  isActive = false,
  ...props
}: IconButtonProps) {
  return (
    <Hint text={label} keys={keys ?? null}>
      <AriaButton
        {...props}
        aria-label={label}
        className={cx(classes.icon, size === 'small' && classes.small, isActive && classes.active)}
      >
        <Icon size={size === 'small' ? 14 : 16} aria-hidden="true" />
      </AriaButton>
    </Hint>
  );
}

/** A switch that is an icon; it says whether it is on. */
export function IconToggle({
  icon: Icon,
  label,
  size = 'normal',
  isOn,
  onChange,
}: {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly size?: 'small' | 'normal';
  readonly isOn: boolean;
  readonly onChange: () => void;
}) {
  return (
    <Hint text={`${label}: ${isOn ? 'on' : 'off'}`} keys={null}>
      <AriaToggleButton
        aria-label={label}
        isSelected={isOn}
        onChange={onChange}
        className={cx(classes.icon, size === 'small' && classes.small, isOn && classes.active)}
      >
        <Icon size={size === 'small' ? 14 : 16} aria-hidden="true" />
      </AriaToggleButton>
    </Hint>
  );
}
