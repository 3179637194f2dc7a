import { type RefObject, useLayoutEffect, useState } from 'react';

/** What of a scrolling element is in view, in pixels. */
export interface ScrollView {
  readonly top: number;
  readonly height: number;
}

/** Follows how far an element is scrolled and how high it is. */
export function useScrollView(scroller: RefObject<HTMLElement | null>): ScrollView {
  const [view, setView] = useState<ScrollView>({ top: 0, height: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = () => {
      const { scrollTop: top, clientHeight: height } = element;
      setView((seen) => (seen.top === top && seen.height === height ? seen : { top, height }));
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      observer.disconnect();
    };
  }, [scroller]);
  return view;
}
