import { ListFilter, Radio, Search, Trash2, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button as AriaButton, Input, SearchField, type Selection } from 'react-aria-components';
import type { FlowFilter } from '#shared/flow/flow.ts';
import type { FlowSource } from '#shared/flow/source.ts';
import { sourceWords } from '#shared/flow/source.ts';
import { IconButton, IconToggle } from '../../components/button.tsx';
import { cx } from '../../components/class-names.ts';
import { CompareButton } from '../../components/compare-button.tsx';
import { MenuButton, MenuItem, MenuLine } from '../../components/menu.tsx';
import { isUnfiltered } from '../../store/flow-list-state.ts';
import { selectOpenFlowId } from '../../store/selectors.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './filter-bar.module.css';

const statuses = [
  { id: 'good', text: 'good' },
  { id: 'revoked', text: 'revoked' },
  { id: 'unknown', text: 'unknown', detail: 'the responder does not know it' },
  { id: 'indeterminate', text: 'indeterminate', detail: 'no answer to trust' },
  { id: 'not-asked', text: 'OCSP not asked' },
] as const;

const sources: readonly FlowSource[] = [
  'check',
  'mtls',
  'client',
  'scenario',
  'saved-response',
  'case',
];

const restMs = 150;

/** How many flows there are, and what narrows the list: text, status, source. */
export function FilterBar() {
  const total = useWorkbench((state) => state.list.total);
  const all = useWorkbench((state) => state.statistics.total);
  const filter = useWorkbench((state) => state.list.filter);
  const { deleteFlows, setRetentionDialog } = useActions();
  const count = isUnfiltered(filter)
    ? total.toLocaleString('en')
    : `${total.toLocaleString('en')} of ${all.toLocaleString('en')}`;
  return (
    <header className={classes.bar}>
      <div className={classes.line}>
        <h2 className={classes.title}>
          Flows <span className={classes.count}>{count}</span>
        </h2>
        <FollowButton />
        <CompareFlows />
        <FilterMenu filter={filter} />
        {all > 0 && (
          <MenuButton
            label="Delete flows"
            trigger={<IconButton icon={Trash2} label="Delete flows" size="small" />}
          >
            <DeleteOpenItem />
            <MenuItem
              text="Delete all flows"
              tone="danger"
              onAction={() => void deleteFlows(null)}
            />
            <MenuLine />
            <MenuItem text="How many are kept…" onAction={() => setRetentionDialog('open')} />
          </MenuButton>
        )}
      </div>
      <TextFilter filter={filter} />
    </header>
  );
}

function DeleteOpenItem() {
  const openId = useWorkbench(selectOpenFlowId);
  const { deleteFlows } = useActions();
  return (
    <MenuItem
      text="Delete this flow"
      keys="Del"
      isDisabled={openId === null}
      onAction={() => openId !== null && void deleteFlows([openId])}
    />
  );
}

/** Whether the window goes to each new flow, or stays at the one that is shown. */
function FollowButton() {
  const isOn = useWorkbench((state) => state.settings.newFlows === 'follow');
  const { setSettings } = useActions();
  return (
    <IconToggle
      icon={Radio}
      label="Follow new flows"
      size="small"
      isOn={isOn}
      onChange={() => void setSettings({ newFlows: isOn ? 'stay' : 'follow' })}
    />
  );
}

function CompareFlows() {
  const openId = useWorkbench(selectOpenFlowId);
  const isChoosing = useWorkbench(
    (state) => state.comparison !== null && state.comparison.second === null,
  );
  const isPossible = useWorkbench((state) => state.list.total > 1);
  const { compareWith, endComparison } = useActions();
  if (openId === null || !isPossible) return null;
  return (
    <CompareButton
      noun="flow"
      isChoosing={isChoosing}
      onStart={() => compareWith(openId, null)}
      onStop={endComparison}
    />
  );
}

function FilterMenu({ filter }: { readonly filter: FlowFilter }) {
  const { setFilter } = useActions();
  const isNarrow = filter.statuses !== null || filter.sources !== null;
  const chosen = [...(filter.statuses ?? []), ...(filter.sources ?? [])];
  const toggle = (key: string) => {
    const status = statuses.find(({ id }) => id === key)?.id;
    const source = sources.find((id) => id === key);
    if (status !== undefined)
      void setFilter({ ...filter, statuses: toggled(filter.statuses, status) });
    if (source !== undefined)
      void setFilter({ ...filter, sources: toggled(filter.sources, source) });
  };
  return (
    <MenuButton
      label="Filter flows"
      selection={{
        selectionMode: 'multiple',
        selectedKeys: chosen satisfies Selection | readonly string[],
      }}
      trigger={
        <IconButton
          icon={ListFilter}
          label={isNarrow ? `Filter: ${chosen.join(', ')}` : 'Filter by status or source'}
          size="small"
          isActive={isNarrow}
        />
      }
    >
      {statuses.map((status) => (
        <MenuItem
          key={status.id}
          id={status.id}
          text={status.text}
          detail={'detail' in status ? status.detail : undefined}
          onAction={() => toggle(status.id)}
        />
      ))}
      <MenuLine />
      {sources.map((source) => (
        <MenuItem
          key={source}
          id={source}
          text={sourceWords(source)}
          onAction={() => toggle(source)}
        />
      ))}
      <MenuLine />
      <MenuItem
        id="all"
        text="Show everything"
        isDisabled={!isNarrow}
        onAction={() => void setFilter({ ...filter, statuses: null, sources: null })}
      />
    </MenuButton>
  );
}

function toggled<T>(chosen: readonly T[] | null, value: T): readonly T[] | null {
  const before = chosen ?? [];
  const next = before.includes(value)
    ? before.filter((other) => other !== value)
    : [...before, value];
  return next.length === 0 ? null : next;
}

function TextFilter({ filter }: { readonly filter: FlowFilter }) {
  const { setFilter } = useActions();
  const [text, setText] = useState(filter.text);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  // The filter may be reset from elsewhere ("Show all flows").
  useEffect(() => setText(filter.text), [filter.text]);
  const change = (next: string) => {
    setText(next);
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = setTimeout(() => void setFilter({ ...filter, text: next }), restMs);
  };
  return (
    <SearchField
      aria-label="Search in flows"
      className={classes.search ?? ''}
      value={text}
      onChange={change}
    >
      <Search size={13} aria-hidden="true" />
      <Input className={classes.input ?? ''} placeholder="Search flows" spellCheck={false} />
      <AriaButton className={cx(classes.clear)}>
        <X size={12} aria-hidden="true" />
      </AriaButton>
    </SearchField>
  );
}
