import type { CSSProperties } from 'react';
import classes from './drawn-mark.module.css';
import type { Ground, Ink, Mark } from './marks.ts';
import { dashArray, pointList } from './svg-text.ts';

/** One mark of a drawing as an SVG element, coloured by the theme. */
export function DrawnMark({ mark }: { readonly mark: Mark }) {
  switch (mark.kind) {
    case 'line':
      return (
        <polyline
          points={pointList(mark.points)}
          fill="none"
          style={{ stroke: colour(mark.ink) }}
          strokeWidth={mark.weight}
          strokeLinejoin="round"
          strokeDasharray={dashArray(mark.dash, mark.weight) ?? undefined}
        />
      );
    case 'fill':
      return <polygon points={pointList(mark.points)} style={{ fill: colour(mark.ink) }} />;
    case 'ground': {
      const look: Record<string, string> = { '--ground': colour(mark.ground) };
      return <rect className={classes.ground} data-mark="ground" {...mark.box} style={look} />;
    }
    case 'box':
      return (
        <rect
          {...mark.box}
          rx={mark.radius}
          style={{
            fill: mark.ground === null ? 'none' : colour(mark.ground),
            stroke: colour(mark.ink),
          }}
          strokeWidth={mark.weight}
        />
      );
    case 'text': {
      const { style } = mark;
      const look: CSSProperties = {
        fill: colour(mark.ink),
        stroke: `var(--under, ${colour(mark.ground)})`,
        fontSize: style.size,
        fontWeight: style.weight,
        fontFamily: style.face === 'mono' ? 'var(--mono)' : 'var(--font)',
      };
      return (
        <text className={classes.text} {...mark.at} textAnchor={mark.anchor} style={look}>
          {mark.text}
        </text>
      );
    }
  }
}

function colour(name: Ink | Ground): string {
  if (name === 'running') return 'var(--accent)';
  return name === 'running-on' ? 'var(--accent-on)' : `var(--${name})`;
}
