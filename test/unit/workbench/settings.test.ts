import { expect, it } from 'vitest';
import type { WorkbenchEvent } from '#shared/model/workbench-event.ts';
import { inMemory } from '#store/open-store.ts';
import { createEventHub } from '#workbench/events.ts';
import { createSettings } from '#workbench/settings.ts';
import { sampleFlow, startedAt } from '../store/samples.ts';
import { open } from '../store/setup.ts';

const hour = 3_600_000;
const day = 24 * hour;

function start() {
  const { store } = open(inMemory);
  const hub = createEventHub();
  const told: WorkbenchEvent[] = [];
  hub.listen((event) => told.push(event));
  let now = startedAt;
  const realClock = { now: () => now, monotonic: () => now };
  const keeper = createSettings({ storage: store, hub, realClock });
  const flowsChanged = () => {
    const statistics = store.flows.statistics();
    hub.emit({ type: 'flows-changed', rows: [], listIsStale: false, statistics });
  };
  const pass = (ms: number) => {
    now += ms;
    flowsChanged();
  };
  const insert = (id: string) => {
    const { flow, row } = sampleFlow(id);
    store.flows.insert(flow, row);
  };
  const total = () => store.flows.statistics().total;
  return { keeper, told, pass, insert, total };
}

it('lets flows go once they are too old, while the program runs', () => {
  const { keeper, told, pass, insert, total } = start();
  keeper.change({ ...keeper.current(), retention: { maxFlows: 1_000, maxDays: 7 } });
  insert('old');
  pass(7 * day - hour);
  expect(total()).toBe(1);
  told.length = 0;
  pass(2 * hour);
  expect(total()).toBe(0);
  expect(told.at(-1)).toMatchObject({ type: 'flows-changed', listIsStale: true });
});

it('tells the window at once that a lower number has taken flows away', () => {
  const { keeper, told, insert, total } = start();
  for (let index = 0; index < 120; index += 1) insert(`flow-${index}`);
  keeper.change({ ...keeper.current(), retention: { maxFlows: 100, maxDays: null } });
  expect(told.at(-1)).toMatchObject({ listIsStale: true });
  // One in a hundred more may go, so that not each flow that comes has a removal of its own.
  expect(total()).toBeLessThanOrEqual(100);
  expect(total()).toBeGreaterThanOrEqual(99);
});
