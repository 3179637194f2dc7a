import { Search, X } from 'lucide-react';
import { Button as AriaButton, Input, SearchField } from 'react-aria-components';
import { Segmented } from '../../components/segmented.tsx';
import classes from './list-tools.module.css';
import type { Grouping } from './object-rows.ts';

/** What narrows and parts the list. */
export function ListTools(props: {
  readonly grouping: Grouping;
  readonly text: string;
  readonly setGrouping: (grouping: Grouping) => void;
  readonly setText: (text: string) => void;
}) {
  return (
    <header className={classes.tools}>
      <SearchField
        aria-label="Search what is open"
        value={props.text}
        onChange={props.setText}
        className={classes.search ?? ''}
      >
        <Search size={13} aria-hidden="true" />
        <Input placeholder="Search all fields" />
        {props.text !== '' && (
          <AriaButton aria-label="Clear">
            <X size={12} aria-hidden="true" />
          </AriaButton>
        )}
      </SearchField>
      <Segmented
        label="Parted by"
        value={props.grouping}
        choices={[
          { value: 'file', text: 'File' },
          { value: 'kind', text: 'Kind' },
        ]}
        onChange={props.setGrouping}
      />
    </header>
  );
}
