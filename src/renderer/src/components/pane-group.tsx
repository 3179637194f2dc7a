import type { ReactNode } from 'react';
import { Group, type Layout, Separator } from 'react-resizable-panels';
import { useActions, useStateReader } from '../store/workbench-context.tsx';
import classes from './pane-group.module.css';

/** Panes beside or above each other whose sizes are remembered under `name`; children are Panel and PaneLine. */
export function PaneGroup(props: {
  readonly name: string;
  readonly orientation: 'horizontal' | 'vertical';
  /** The ids of the panels, in their order. */
  readonly panels: readonly string[];
  readonly children: ReactNode;
}) {
  const { rememberPanes } = useActions();
  const readState = useStateReader();
  const remembered = toLayout(props.panels, readState().settings.paneSizes[props.name]);
  return (
    <Group
      id={props.name}
      className={classes.group ?? ''}
      orientation={props.orientation}
      {...(remembered === null ? {} : { defaultLayout: remembered })}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        if (!isUserInteraction) return;
        const sizes = props.panels.map((panel) => Math.round((layout[panel] ?? 0) * 100) / 100);
        void rememberPanes(props.name, sizes);
      }}
    >
      {props.children}
    </Group>
  );
}

function toLayout(panels: readonly string[], sizes: readonly number[] | undefined): Layout | null {
  if (sizes === undefined || sizes.length !== panels.length) return null;
  return Object.fromEntries(panels.map((panel, index) => [panel, sizes[index] ?? 0]));
}

/** The line between two panes, to drag or to move with the arrow keys. */
export function PaneLine(props: { readonly label: string }) {
  return <Separator className={classes.line ?? ''} aria-label={props.label} />;
}
