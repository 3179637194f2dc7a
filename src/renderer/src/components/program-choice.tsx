import { ChevronDown } from 'lucide-react';
import { useMemo } from 'react';
import {
  Button,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  Text,
} from 'react-aria-components';
import type { DecideAs } from '#shared/model/decide-as.ts';
import type { JudgeDescription } from '#shared/model/judged-by.ts';
import classes from './program-choice.module.css';

const us = 'revoscope';

interface Offered {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

/** Chooses who decides: we, or another program as it is by default. */
export function ProgramChoice(props: {
  readonly label: string;
  readonly programs: readonly JudgeDescription[];
  readonly chosen: DecideAs | null;
  readonly onChoose: (decideAs: DecideAs | null) => void;
}) {
  const { programs } = props;
  const offered = useMemo<readonly Offered[]>(
    () => [
      { id: us, name: 'Revoscope', detail: 'by the policy' },
      ...programs.map(({ id, name, version, evidence }) => ({
        id,
        name,
        detail: evidence === 'read' ? `${version} · read in source, not run` : version,
      })),
    ],
    [programs],
  );
  return (
    <Select
      aria-label={props.label}
      className={classes.choice ?? ''}
      selectedKey={props.chosen?.judge ?? us}
      onSelectionChange={(key) =>
        props.onChoose(key === us ? null : { judge: String(key), settings: {} })
      }
    >
      <Button className={classes.button ?? ''}>
        <SelectValue<Offered> className={classes.value ?? ''}>
          {({ selectedItem }) =>
            selectedItem === null || selectedItem === undefined
              ? ''
              : `${selectedItem.name} ${selectedItem.id === us ? '' : selectedItem.detail.replace(/ ·.*$/, '')}`
          }
        </SelectValue>
        <ChevronDown size={14} aria-hidden="true" />
      </Button>
      <Popover className={classes.popover ?? ''} offset={4}>
        <ListBox className={classes.list ?? ''} items={offered}>
          {({ name, detail }) => (
            <ListBoxItem textValue={`${name} ${detail}`} className={classes.item ?? ''}>
              <Text slot="label" className={classes.name ?? ''}>
                {name}
              </Text>
              <Text slot="description" className={classes.detail ?? ''}>
                {detail}
              </Text>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
