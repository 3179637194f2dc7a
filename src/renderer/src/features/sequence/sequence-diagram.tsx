import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  useEffect,
  useId,
  useMemo,
  useRef,
} from 'react';
import { cx } from '../../components/class-names.ts';
import { DrawnMark } from '../../drawing/drawn-mark.tsx';
import classes from './sequence-diagram.module.css';
import type { SequenceShapes, StepShape } from './shapes.ts';

/** Drawn, but not read out: frames, lifelines, and steps that have not happened. */
const unspoken = { 'aria-hidden': true } as const;

/** The diagram as a list of steps: arrow keys go through them, a click selects one. */
export function SequenceDiagram(props: {
  readonly shapes: SequenceShapes;
  readonly selectedEvent: number | null;
  /** The event that must be in view once the flow has finished: the decision. */
  readonly watchedEvent: number | null;
  readonly motion: 'live' | 'still';
  readonly onSelect: (eventIndex: number) => void;
}) {
  const { shapes, selectedEvent, watchedEvent, onSelect } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const order = useMemo(() => stepOrder(shapes.steps), [shapes.steps]);

  useEffect(() => {
    if (watchedEvent === null) return;
    // The verdict above grows in the same moment; a frame later everything has its place.
    const frame = requestAnimationFrame(() => bringIntoView(list.current, watchedEvent));
    return () => cancelAnimationFrame(frame);
  }, [watchedEvent]);

  const onClick = (event: MouseEvent) => {
    const step = event.target instanceof Element ? event.target.closest('[data-event]') : null;
    if (step !== null) onSelect(Number(step.getAttribute('data-event')));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = targetOf(event.key, order, selectedEvent);
    if (target === null) return;
    event.preventDefault();
    onSelect(target);
    bringIntoView(list.current, target);
  };

  return (
    // The listbox pattern with aria-activedescendant: the focus stays on the diagram.
    <div
      ref={list}
      className={cx(classes.diagram, props.motion === 'live' && classes.live)}
      role="listbox"
      aria-label="Sequence, step by step"
      tabIndex={0}
      aria-activedescendant={selectedEvent === null ? undefined : `${id}-${selectedEvent}`}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <svg
        className={classes.heads}
        width={shapes.width}
        height={shapes.headHeight}
        viewBox={`0 0 ${shapes.width} ${shapes.headHeight}`}
        aria-hidden="true"
      >
        {shapes.heads.map((mark, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the heads are one drawing
          <DrawnMark key={index} mark={mark} />
        ))}
      </svg>
      <svg
        style={{ marginTop: -shapes.headHeight }}
        width={shapes.width}
        height={shapes.height}
        viewBox={`0 0 ${shapes.width} ${shapes.height}`}
        role="presentation"
      >
        <g {...unspoken}>
          {shapes.back.map((mark, index) => (
            // The back is drawn anew as a whole; its marks have no identity of their own.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <DrawnMark key={index} mark={mark} />
          ))}
        </g>
        {shapes.steps.map((step) => (
          <Step
            key={step.key}
            step={step}
            id={`${id}-${step.eventIndex}`}
            isFirst={isFirstOfEvent(shapes.steps, step)}
            isSelected={step.eventIndex !== null && step.eventIndex === selectedEvent}
          />
        ))}
      </svg>
    </div>
  );
}

function bringIntoView(list: HTMLElement | null, event: number): void {
  list?.querySelector(`[data-event="${event}"]`)?.scrollIntoView({ block: 'nearest' });
}

const Step = memo(function Step(props: {
  readonly step: StepShape;
  readonly id: string;
  readonly isFirst: boolean;
  readonly isSelected: boolean;
}) {
  const { step, isSelected } = props;
  const { eventIndex } = step;
  const marks = step.marks.map((mark, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the marks of a step are one drawing
    <DrawnMark key={index} mark={mark} />
  ));
  if (eventIndex === null) return <g {...unspoken}>{marks}</g>;
  const semantics = props.isFirst
    ? { id: props.id, role: 'option', 'aria-selected': isSelected, 'aria-label': step.spoken }
    : unspoken;
  return (
    <g
      {...semantics}
      data-event={eventIndex}
      className={cx(classes.step, isSelected && classes.selected)}
    >
      <rect className={classes.hit} {...step.box} rx={6} />
      {marks}
    </g>
  );
});

function isFirstOfEvent(steps: readonly StepShape[], step: StepShape): boolean {
  return steps.find((other) => other.eventIndex === step.eventIndex) === step;
}

/** The events that can be selected, in their order. */
function stepOrder(steps: readonly StepShape[]): readonly number[] {
  const indexes = steps.map((step) => step.eventIndex).filter((index) => index !== null);
  return [...new Set(indexes)].sort((a, b) => a - b);
}

function targetOf(key: string, order: readonly number[], selected: number | null): number | null {
  const at = selected === null ? -1 : order.indexOf(selected);
  switch (key) {
    case 'ArrowDown':
      return order[Math.min(at + 1, order.length - 1)] ?? null;
    case 'ArrowUp':
      return order[at === -1 ? order.length - 1 : Math.max(at - 1, 0)] ?? null;
    case 'Home':
      return order[0] ?? null;
    case 'End':
      return order.at(-1) ?? null;
    default:
      return null;
  }
}
