import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Asn1Node, ByteRange } from '#shared/model/inspection.ts';
import { flattenTree, pathToOffset, type TreeLine } from './asn1-lines.ts';
import classes from './asn1-tree.module.css';
import { cx } from './class-names.ts';
import { isInView } from './is-in-view.ts';

const lineHeight = 22;

/** The ASN.1 of an object as a tree; the chosen node is the one that holds `range`. */
export function Asn1Tree(props: {
  readonly root: Asn1Node;
  readonly range: ByteRange | null;
  readonly onSelect: (range: ByteRange) => void;
}) {
  const { root, range, onSelect } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const selected = useMemo(
    () => (range === null ? null : pathToOffset(root, range)),
    [root, range],
  );
  const lines = useMemo(() => flattenTree(root, closed), [root, closed]);
  const selectedIndex = lines.findIndex((line) => line.path === selected);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 12,
    paddingStart: 4,
    paddingEnd: 4,
  });

  // Whatever was chosen elsewhere (a byte, a field) is opened and brought into view.
  useEffect(() => {
    if (selected !== null) setClosed((before) => openedTo(before, selected));
  }, [selected]);
  useEffect(() => {
    if (selectedIndex >= 0 && !isInView(selectedIndex, virtualizer.range)) {
      virtualizer.scrollToIndex(selectedIndex, { align: 'center' });
    }
  }, [selectedIndex, virtualizer]);

  const toggle = (path: string) => setClosed((before) => toggledIn(before, path));
  const onKeyDown = (event: KeyboardEvent) => {
    const line = lines[selectedIndex];
    const move = targetOf(event.key, lines, selectedIndex, closed);
    if (move !== null) onSelect(move.node.range);
    else if (line !== undefined && isToggle(event.key, line, closed)) toggle(line.path);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="tree"
      aria-label="ASN.1"
      tabIndex={0}
      aria-activedescendant={selectedIndex >= 0 ? `${id}-${selected}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div
        role="presentation"
        className={classes.sheet}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map((item) => {
          const line = lines[item.index];
          return line === undefined ? null : (
            <Line
              key={line.path}
              id={`${id}-${line.path}`}
              line={line}
              top={item.start}
              isSelected={line.path === selected}
              isClosed={closed.has(line.path)}
              onSelect={onSelect}
              onToggle={toggle}
            />
          );
        })}
      </div>
    </div>
  );
}

function Line(props: {
  readonly id: string;
  readonly line: TreeLine;
  readonly top: number;
  readonly isSelected: boolean;
  readonly isClosed: boolean;
  readonly onSelect: (range: ByteRange) => void;
  readonly onToggle: (path: string) => void;
}) {
  const { line, isSelected, isClosed } = props;
  const { node, depth, path } = line;
  const hasChildren = node.children.length > 0;
  const Chevron = isClosed ? ChevronRight : ChevronDown;
  return (
    // Keys are handled by the tree.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus, by aria-activedescendant
    <div
      id={props.id}
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={isSelected}
      aria-expanded={hasChildren ? !isClosed : undefined}
      className={cx(classes.line, isSelected && classes.selected)}
      style={{
        transform: `translateY(${props.top}px)`,
        height: lineHeight,
        paddingLeft: 8 + depth * 14,
      }}
      onClick={() => props.onSelect(node.range)}
    >
      {hasChildren ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys do the same
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        <span
          className={classes.chevron}
          onClick={(event) => {
            event.stopPropagation();
            props.onToggle(path);
          }}
        >
          <Chevron size={12} aria-hidden="true" />
        </span>
      ) : (
        <span className={classes.chevron} />
      )}
      <span className={classes.type}>{node.type}</span>
      {node.name !== null && <span className={classes.name}>{node.name}</span>}
      {node.value !== null && <span className={classes.value}>{node.value}</span>}
      <span className={classes.range}>
        {node.range.offset}, {node.range.length}
      </span>
    </div>
  );
}

function openedTo(closed: ReadonlySet<string>, path: string): ReadonlySet<string> {
  const ancestors = [...closed].filter((other) => path.startsWith(`${other}.`));
  return ancestors.length === 0
    ? closed
    : new Set([...closed].filter((other) => !ancestors.includes(other)));
}

function toggledIn(closed: ReadonlySet<string>, path: string): ReadonlySet<string> {
  const next = new Set(closed);
  if (!next.delete(path)) next.add(path);
  return next;
}

function isToggle(key: string, line: TreeLine, closed: ReadonlySet<string>): boolean {
  if (line.node.children.length === 0) return false;
  if (key === 'ArrowRight') return closed.has(line.path);
  return key === 'ArrowLeft' ? !closed.has(line.path) : key === 'Enter' || key === ' ';
}

function targetOf(
  key: string,
  lines: readonly TreeLine[],
  at: number,
  closed: ReadonlySet<string>,
): TreeLine | null {
  const line = lines[at];
  switch (key) {
    case 'ArrowDown':
      return lines[Math.min(at + 1, lines.length - 1)] ?? null;
    case 'ArrowUp':
      return lines[Math.max(at - 1, 0)] ?? null;
    case 'Home':
      return lines[0] ?? null;
    case 'End':
      return lines.at(-1) ?? null;
    case 'ArrowRight':
      return line === undefined || closed.has(line.path) || line.node.children.length === 0
        ? null
        : (lines[at + 1] ?? null);
    case 'ArrowLeft': {
      if (line === undefined || (line.node.children.length > 0 && !closed.has(line.path)))
        return null;
      const parent = line.path.slice(0, line.path.lastIndexOf('.'));
      return lines.find((other) => other.path === parent) ?? null;
    }
    default:
      return null;
  }
}
