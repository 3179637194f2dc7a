import { type KeyboardEvent, type MouseEvent, useEffect, useId, useRef } from 'react';
import { cx } from '../../../components/class-names.ts';
import { DrawnMark } from '../../../drawing/drawn-mark.tsx';
import classes from './chain-graph-view.module.css';
import type { GraphPart } from './draw-chains.ts';
import type { GraphShapes } from './layout-chains.ts';

/** A drawing that is wider than its pane is made smaller, but not so small that nobody can read it. */
const smallest = 0.8;

/** The drawing as a list of certificates and links: arrow keys go through them, a click selects one. */
export function ChainGraphView(props: {
  readonly shapes: GraphShapes;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
}) {
  const { shapes, selected, onSelect } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const at = shapes.parts.findIndex((part) => part.id === selected);
  // The certificate in question stands at the bottom, which a high drawing leaves out of view.
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, []);
  const onClick = (event: MouseEvent) => {
    const part = event.target instanceof Element ? event.target.closest('[data-part]') : null;
    const chosen = part?.getAttribute('data-part');
    if (chosen != null) onSelect(chosen);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const order = shapes.parts.toSorted(byPlace);
    const target = targetOf(event.key, order, selected);
    if (target === null) return;
    event.preventDefault();
    onSelect(target);
    list.current?.querySelector(`[data-part="${CSS.escape(target)}"]`)?.scrollIntoView({
      block: 'nearest',
      inline: 'nearest',
    });
  };
  return (
    // The listbox pattern with aria-activedescendant: the focus stays on the drawing.
    <div
      ref={list}
      className={classes.graph}
      role="listbox"
      aria-label="Certificates and links"
      tabIndex={0}
      aria-activedescendant={at < 0 ? undefined : `${id}-${at}`}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <svg
        className={classes.drawing}
        style={{ width: shapes.width, minWidth: shapes.width * smallest }}
        viewBox={`0 0 ${shapes.width} ${shapes.height}`}
        role="presentation"
      >
        {shapes.parts.map((part, index) => (
          <g
            key={part.id}
            id={`${id}-${index}`}
            data-part={part.id}
            role="option"
            aria-selected={part.id === selected}
            aria-label={part.spoken}
            className={cx(classes.part, part.id === selected && classes.selected)}
          >
            {part.marks.map((mark, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the marks of a part are one drawing
              <DrawnMark key={place} mark={mark} />
            ))}
            <rect className={classes.hit} {...part.box} rx={8} />
          </g>
        ))}
      </svg>
    </div>
  );
}

/** From the certificate in question upwards, and from left to right. */
function byPlace(a: GraphPart, b: GraphPart): number {
  return b.box.y - a.box.y || a.box.x - b.box.x;
}

function targetOf(key: string, order: readonly GraphPart[], selected: string | null) {
  const at = order.findIndex(({ id }) => id === selected);
  switch (key) {
    case 'ArrowUp':
    case 'ArrowRight':
      return order[Math.min(at + 1, order.length - 1)]?.id ?? null;
    case 'ArrowDown':
    case 'ArrowLeft':
      return order[Math.max(at - 1, 0)]?.id ?? null;
    case 'Home':
      return order[0]?.id ?? null;
    case 'End':
      return order.at(-1)?.id ?? null;
    default:
      return null;
  }
}
