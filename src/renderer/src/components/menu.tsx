import { Check, ChevronRight, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  type MenuItemProps as AriaMenuItemProps,
  Keyboard,
  type MenuProps,
  MenuSection,
  MenuTrigger,
  Popover,
  type PopoverProps,
  Separator,
  Text,
} from 'react-aria-components';
import { cx } from './class-names.ts';
import classes from './menu.module.css';

/** A button and the menu that it opens. */
export function MenuButton(props: {
  readonly trigger: ReactNode;
  readonly label: string;
  readonly placement?: PopoverProps['placement'];
  readonly onOpen?: () => void;
  readonly selection?: Pick<
    MenuProps<object>,
    'selectionMode' | 'selectedKeys' | 'disallowEmptySelection'
  >;
  readonly children: ReactNode;
}) {
  return (
    <MenuTrigger
      onOpenChange={(isOpen) => {
        if (isOpen) props.onOpen?.();
      }}
    >
      {props.trigger}
      <Popover
        className={classes.popover ?? ''}
        placement={props.placement ?? 'bottom end'}
        offset={4}
      >
        <AriaMenu className={classes.menu ?? ''} aria-label={props.label} {...props.selection}>
          {props.children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

interface ItemProps extends Omit<AriaMenuItemProps, 'className' | 'children' | 'textValue'> {
  readonly text: string;
  readonly detail?: string | undefined;
  readonly keys?: string;
  readonly icon?: LucideIcon;
  readonly tone?: 'plain' | 'danger';
}

/** One command of a menu: a text, and where it helps a line that says more. */
export function MenuItem({ text, detail, keys, icon: Icon, tone = 'plain', ...props }: ItemProps) {
  return (
    <AriaMenuItem
      {...props}
      textValue={text}
      className={cx(classes.item, tone === 'danger' && classes.danger)}
    >
      {({ isSelected, selectionMode, hasSubmenu }) => (
        <>
          {selectionMode !== 'none' && (
            <span className={classes.check}>
              {isSelected && <Check size={14} aria-hidden="true" />}
            </span>
          )}
          {Icon !== undefined && <Icon size={14} aria-hidden="true" />}
          <span className={classes.words}>
            <Text slot="label">{text}</Text>
            {detail !== undefined && (
              <Text slot="description" className={classes.detail ?? ''}>
                {detail}
              </Text>
            )}
          </span>
          {hasSubmenu && <ChevronRight size={14} aria-hidden="true" />}
          {keys !== undefined && <Keyboard className={classes.keys ?? ''}>{keys}</Keyboard>}
        </>
      )}
    </AriaMenuItem>
  );
}

/** A menu beside an item of another one; goes with the item into a `SubmenuTrigger`. */
export function Submenu(props: {
  readonly label: string;
  /** The id of the item that holds now. */
  readonly selected: string;
  readonly children: ReactNode;
}) {
  return (
    <Popover className={classes.popover ?? ''} offset={-2} crossOffset={-4}>
      <AriaMenu
        className={classes.menu ?? ''}
        aria-label={props.label}
        selectionMode="single"
        selectedKeys={[props.selected]}
      >
        {props.children}
      </AriaMenu>
    </Popover>
  );
}

/** A line between two groups of a menu. */
export function MenuLine() {
  return <Separator className={classes.line ?? ''} />;
}

/** The items of a menu among which one holds; those outside of it are commands. */
export function MenuChoice(props: {
  readonly label: string;
  /** The id of the item that holds now; null for none. */
  readonly selected: string | null;
  readonly children: ReactNode;
}) {
  return (
    <MenuSection
      aria-label={props.label}
      selectionMode="single"
      selectedKeys={props.selected === null ? [] : [props.selected]}
    >
      {props.children}
    </MenuSection>
  );
}
