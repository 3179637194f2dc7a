import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, memo, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ByteRange } from '#shared/model/inspection.ts';
import { cx } from './class-names.ts';
import classes from './hex-view.module.css';
import { isInView } from './is-in-view.ts';

const lineHeight = 19;

/** Bytes as offset, hex and characters; a range is marked, and a click names the byte. */
export function HexView(props: {
  readonly bytes: Uint8Array;
  readonly range: ByteRange | null;
  readonly onPick: (offset: number) => void;
}) {
  const { bytes, range } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const perLine = useBytesPerLine(scroller);
  const count = Math.ceil(bytes.length / perLine);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 12,
    paddingStart: 6,
    paddingEnd: 6,
  });
  const target = range === null ? null : Math.floor(range.offset / perLine);
  useEffect(() => {
    if (target !== null && !isInView(target, virtualizer.range)) {
      virtualizer.scrollToIndex(target, { align: 'center' });
    }
  }, [target, virtualizer]);

  const onClick = (event: MouseEvent) => {
    const cell = event.target instanceof Element ? event.target.closest('[data-offset]') : null;
    if (cell !== null) props.onPick(Number(cell.getAttribute('data-offset')));
  };
  return (
    // The same choice can be made with the keyboard in the tree beside it.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <section
      ref={scroller}
      className={classes.scroller}
      aria-label={`${bytes.length.toLocaleString('en')} bytes`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      onClick={onClick}
    >
      <div className={classes.sheet} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => (
          <HexLine
            key={item.key}
            bytes={bytes}
            start={item.index * perLine}
            perLine={perLine}
            top={item.start}
            from={range === null ? -1 : range.offset}
            to={range === null ? -1 : range.offset + range.length}
          />
        ))}
      </div>
    </section>
  );
}

const HexLine = memo(function HexLine(props: {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly perLine: number;
  readonly top: number;
  readonly from: number;
  readonly to: number;
}) {
  const { bytes, start, perLine, from, to } = props;
  const line = [...bytes.subarray(start, start + perLine)].map((byte, index) => ({
    offset: start + index,
    byte,
  }));
  const isMarked = (offset: number) => offset >= from && offset < to;
  return (
    <div
      className={classes.line}
      style={{ transform: `translateY(${props.top}px)`, height: lineHeight }}
    >
      <span className={classes.offset}>{start.toString(16).padStart(4, '0')}</span>
      <span className={classes.cells} style={{ width: `${perLine * 2.9}ch` }}>
        {line.map(({ offset, byte }) => (
          <span
            key={offset}
            data-offset={offset}
            className={cx(classes.cell, isMarked(offset) && classes.marked)}
          >
            {byte.toString(16).padStart(2, '0')}
          </span>
        ))}
      </span>
      <span className={classes.characters} aria-hidden="true">
        {line.map(({ offset, byte }) => (
          <span
            key={offset}
            data-offset={offset}
            className={cx(isMarked(offset) && classes.marked)}
          >
            {byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·'}
          </span>
        ))}
      </span>
    </div>
  );
});

/** 8 or 16 bytes a line, by the room there is. */
function useBytesPerLine(element: React.RefObject<HTMLElement | null>): number {
  const [perLine, setPerLine] = useState(8);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const read = () => setPerLine(current.clientWidth >= 520 ? 16 : 8);
    read();
    const observer = new ResizeObserver(read);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return perLine;
}
