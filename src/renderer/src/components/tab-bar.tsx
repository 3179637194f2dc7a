import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import classes from './tab-bar.module.css';

/** A row of tabs, and below it the panel of the one that is chosen. Children are `TabbedPanel`. */
export function TabBar<T extends string>(props: {
  readonly label: string;
  readonly tabs: readonly {
    readonly id: T;
    readonly text: string;
    readonly count?: number;
    /** Words in place of a count, where something in it was changed. */
    readonly mark?: string | null;
  }[];
  /** Whose choice it is where `onSelect` is given; else the row keeps it itself. */
  readonly selected?: T;
  readonly onSelect?: (tab: T) => void;
  readonly children: ReactNode;
}) {
  return (
    <Tabs
      className={classes.tabs ?? ''}
      {...(props.selected === undefined ? {} : { selectedKey: props.selected })}
      onSelectionChange={(key) => {
        const chosen = props.tabs.find(({ id }) => id === key);
        if (chosen !== undefined) props.onSelect?.(chosen.id);
      }}
    >
      <div className={classes.head}>
        <TabList className={classes.list ?? ''} aria-label={props.label}>
          {props.tabs.map(({ id, text, count = 0, mark = null }) => (
            <Tab key={id} id={id} className={classes.tab ?? ''}>
              {text}
              {count > 0 && <span className={classes.count}>{count}</span>}
              {mark !== null && <span className={classes.mark}>{mark}</span>}
            </Tab>
          ))}
        </TabList>
      </div>
      {props.children}
    </Tabs>
  );
}

/** What a tab shows; `id` is the tab's. */
export function TabbedPanel(props: { readonly id: string; readonly children: ReactNode }) {
  return (
    <TabPanel id={props.id} className={classes.panel ?? ''}>
      {props.children}
    </TabPanel>
  );
}
