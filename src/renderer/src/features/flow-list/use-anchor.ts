import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { type FlowListState, indexOfRow, rowIdAt } from '../../store/flow-list-state.ts';
import type { RowPlaces } from './row-places.ts';
import type { ScrollView } from './use-scroll-view.ts';

/** Holds what a person reads where it is while flows come in above; at the top, the newest are shown. */
export function useAnchor(
  scroller: RefObject<HTMLElement | null>,
  shown: {
    readonly list: FlowListState;
    readonly places: RowPlaces;
    readonly view: ScrollView;
  },
): void {
  const { list, places, view } = shown;
  const anchor = useRef<{ readonly id: string; readonly offset: number } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is held was seen at the scroll before
  useEffect(() => {
    const index = places.at(view.top);
    const id = view.top === 0 ? undefined : rowIdAt(list, index);
    anchor.current = id === undefined ? null : { id, offset: view.top - places.top(index) };
  }, [view]);
  useLayoutEffect(() => {
    const element = scroller.current;
    const held = anchor.current;
    if (element === null || held === null || element.scrollTop === 0) return;
    const index = indexOfRow(list, held.id);
    if (index >= 0) element.scrollTop = places.top(index) + held.offset;
  }, [scroller, list, places]);
}
