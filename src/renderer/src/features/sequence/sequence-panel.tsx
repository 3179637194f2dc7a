import { useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { describeVerdict } from '#shared/flow/describe-verdict.ts';
import type { Flow } from '#shared/flow/flow.ts';
import { toPng } from '../../drawing/canvas-picture.ts';
import { createTextMeasurer } from '../../drawing/measure-text.ts';
import { readFonts, readPalette } from '../../drawing/palette.ts';
import { toSvgText } from '../../drawing/svg-text.ts';
import { useActions } from '../../store/workbench-context.tsx';
import { layoutSequence } from './layout.ts';
import { toMermaid } from './mermaid.ts';
import type { LayoutOptions } from './pen.ts';
import { withVerdict } from './picture.ts';
import type { SequencePlan } from './plan.ts';
import { planSequence, type SequenceSubject } from './plan-sequence.ts';
import { SequenceDiagram } from './sequence-diagram.tsx';
import classes from './sequence-panel.module.css';
import { SequenceTools } from './sequence-tools.tsx';
import { pictureOf, type SequenceShapes } from './shapes.ts';

/** Narrower than this the diagram scrolls sideways rather than becoming unreadable. */
const minimumWidth = 400;
const maximumWidth = 1_000;

/** How much smaller than wanted the diagram may become so that all of it can be seen. */
const smallest = 0.84;

/** How much larger than wanted it may become in a presentation. */
const largest = 1.5;

/** The sequence diagram in its place: it takes the width that there is. */
export function SequencePanel(props: {
  readonly subject: SequenceSubject;
  readonly selectedEvent: number | null;
  readonly scale: number;
  /** `shrink` gives way a little to spare scrolling; `fill` also grows into the room there is. */
  readonly fit: 'shrink' | 'fill';
  readonly tools: 'shown' | 'hidden';
}) {
  const { subject, scale, fit } = props;
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(frame);
  const measure = useTextMeasurer();
  const { selectEvent } = useActions();
  const plan = useMemo(() => planSequence(subject), [subject]);
  const shapes = useMemo(
    () => layoutToFit(plan, { width, height, scale, measure }, fit === 'fill' ? largest : 1),
    [plan, width, height, scale, measure, fit],
  );
  const picture = (flow: Flow) => withVerdict(shapes, describeVerdict(flow), measure);
  const isLive = subject.kind === 'flow' && subject.flow.outcome === null;

  return (
    <div ref={frame} className={classes.panel}>
      <div className={classes.drawing} style={{ width: shapes.width }}>
        {props.tools === 'shown' && subject.kind === 'flow' && (
          <SequenceTools
            flow={subject.flow}
            toSvg={() =>
              toSvgText(pictureOf(picture(subject.flow)), readPalette(), titleOf(subject.flow))
            }
            toPng={() => toPng(pictureOf(picture(subject.flow)), readPalette())}
            toMermaid={() => toMermaid(plan, titleOf(subject.flow))}
          />
        )}
        {width > 0 && (
          <SequenceDiagram
            key={subject.kind === 'flow' ? subject.flow.id : 'preview'}
            shapes={shapes}
            selectedEvent={props.selectedEvent}
            watchedEvent={decisionOf(subject)}
            motion={isLive ? 'live' : 'still'}
            onSelect={selectStep}
          />
        )}
      </div>
    </div>
  );

  function selectStep(index: number) {
    selectEvent(index, tabFor(subject, index) ?? undefined);
  }
}

/** The verdict in a line: `lab-client-good, curl: Authentication completed`. */
function titleOf(flow: Flow): string {
  const { subject, heading } = describeVerdict(flow);
  return subject === null ? heading : `${subject}: ${heading}`;
}

function decisionOf(subject: SequenceSubject): number | null {
  if (subject.kind === 'preview' || subject.flow.outcome === null) return null;
  const index = subject.flow.events.findIndex(({ step }) => step.type === 'decision-made');
  return index < 0 ? null : index;
}

/** Checks for the steps that the checks led to; the step's own facts for the others. */
function tabFor(subject: SequenceSubject, index: number): 'checks' | 'details' | null {
  const step = subject.kind === 'flow' ? subject.flow.events[index]?.step : undefined;
  switch (step?.type) {
    case 'checks-completed':
    case 'status-concluded':
    case 'decision-made':
      return 'checks';
    case undefined:
      return null;
    default:
      return 'details';
  }
}

/** Lays out at the wanted scale, or at the one near it that fits the height there is. */
function layoutToFit(
  plan: SequencePlan,
  room: LayoutOptions & { readonly height: number },
  growth: number,
): SequenceShapes {
  const layout = (scale: number) => {
    const width = Math.min(Math.max(room.width, minimumWidth * scale), maximumWidth * scale);
    return layoutSequence(plan, { width, scale, measure: room.measure });
  };
  const shapes = layout(room.scale);
  const factor = Math.min(growth, room.height / shapes.height);
  return factor === 1 || factor < smallest
    ? shapes
    : layout(room.scale * Math.floor(factor * 100) * 0.01);
}

function useSize(element: React.RefObject<HTMLElement | null>): {
  readonly width: number;
  readonly height: number;
} {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const read = () =>
      setSize({ width: Math.floor(current.clientWidth), height: Math.floor(current.clientHeight) });
    read();
    const observer = new ResizeObserver(read);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

/** A measurer that is made anew once the fonts have come. */
function useTextMeasurer() {
  const state = useSyncExternalStore(onFontsLoaded, () => document.fonts.status);
  // biome-ignore lint/correctness/useExhaustiveDependencies: widths change when the fonts arrive
  return useMemo(() => createTextMeasurer(readFonts()), [state]);
}

function onFontsLoaded(listener: () => void): () => void {
  document.fonts.addEventListener('loadingdone', listener);
  return () => document.fonts.removeEventListener('loadingdone', listener);
}
