import type { Flow } from '#shared/flow/flow.ts';
import type { Place } from '#shared/model/settings.ts';
import type { Workbench } from './create-store.ts';
import { isUnfiltered } from './flow-list-state.ts';
import { selectOpenFlowId } from './selectors.ts';
import type { DetailTab, LabSide, Screen, WorkbenchState } from './state.ts';

/** At most one note of the place in this time: whoever follows two hundred flows a second is at two hundred places. */
const notedEveryMs = 250;

const screens: Readonly<Record<Screen, true>> = {
  flows: true,
  certificates: true,
  lab: true,
  cache: true,
  servers: true,
};
const labSides: Readonly<Record<LabSide, true>> = { authority: true, scenarios: true };
const detailTabs: Readonly<Record<DetailTab, true>> = {
  checks: true,
  details: true,
  bytes: true,
  http: true,
  client: true,
};

/** Has the main process keep where the person is, so that a page that is loaded again finds it. */
export function rememberPlace({ store, actions }: Workbench): void {
  let isWaiting = false;
  store.subscribe(() => {
    if (isWaiting || isSame(placeOf(store.getState()), store.getState().settings.place)) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      const place = placeOf(store.getState());
      if (!isSame(place, store.getState().settings.place)) void actions.setSettings({ place });
    }, notedEveryMs);
  });
}

/** Goes back to the screen of the last time; a page that was loaded again, to all that it showed. */
export async function returnToPlace(
  { store, actions }: Workbench,
  how: 'start' | 'reload',
): Promise<void> {
  const { place } = store.getState().settings;
  if (place === null) return;
  const { screen, labSide, detailTab, view, flowId, selectedEvent, filter } = place;
  store.setState({
    ...(isOneOf(screens, screen) ? { screen } : {}),
    ...(isOneOf(labSides, labSide) ? { labSide } : {}),
    ...(isOneOf(detailTabs, detailTab) ? { detailTab } : {}),
  });
  if (how === 'start') return;
  if (view === 'presentation') store.setState({ view });
  await Promise.all([
    isUnfiltered(filter) ? null : actions.setFilter(filter),
    flowId === null ? null : actions.openFlow(flowId),
  ]);
  const { opened } = store.getState();
  // It may have been deleted meanwhile, or have been a window's last glance.
  if (opened.state === 'failed') return void actions.openFlow(null);
  if (opened.state !== 'ready') return;
  store.setState({ selectedEvent });
  takeRunUp(store, opened.flow);
}

/** What was started before the page was loaded again can be cancelled still. */
function takeRunUp(store: Workbench['store'], { id, source, outcome }: Flow): void {
  if (outcome !== null) return;
  if (source === 'check') store.setState({ checkRun: { state: 'running', flowId: id } });
  if (source !== 'client') return;
  store.setState({ clientRun: { state: 'running', flowId: id } });
  // Whoever waited for the client's report is gone with the page before.
  const stop = store.subscribe(({ opened }) => {
    if (opened.state === 'ready' && opened.flow.id === id && opened.flow.outcome === null) return;
    stop();
    store.setState({ clientRun: { state: 'idle' } });
  });
}

function placeOf(state: WorkbenchState): Place {
  const { screen, labSide, view, detailTab, selectedEvent, list } = state;
  const flowId = selectOpenFlowId(state);
  return { screen, labSide, view, detailTab, flowId, selectedEvent, filter: list.filter };
}

function isSame(place: Place, noted: Place | null): boolean {
  return JSON.stringify(place) === JSON.stringify(noted);
}

function isOneOf<Name extends string>(
  names: Readonly<Record<Name, true>>,
  name: string,
): name is Name {
  return Object.hasOwn(names, name);
}
