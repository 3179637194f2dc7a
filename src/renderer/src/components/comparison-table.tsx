import { useState } from 'react';
import classes from './comparison-table.module.css';
import { LongText } from './long-text.tsx';

/** One fact of two things; null where one of them lacks it. */
export interface ComparedLine {
  readonly name: string;
  readonly first: string | null;
  readonly second: string | null;
}

/** What a column is of. */
export interface ComparedColumn {
  readonly title: string;
  readonly detail: string;
}

/** Two things beside each other: what differs alone, or everything with what differs lit. */
export function ComparisonTable(props: {
  /** `flows`, `objects`. */
  readonly noun: string;
  readonly columns: readonly [ComparedColumn, ComparedColumn];
  readonly lines: readonly ComparedLine[];
}) {
  const { noun, columns, lines } = props;
  const [shown, setShown] = useState<'differences' | 'all'>('differences');
  const differing = lines.filter((line) => line.first !== line.second);
  return (
    <>
      <p className={classes.note} role="status">
        {differing.length === 0
          ? `The two ${noun} agree in everything.`
          : `${differing.length} of ${lines.length} lines differ.`}{' '}
        <button
          type="button"
          className={classes.toggle}
          onClick={() => setShown(shown === 'all' ? 'differences' : 'all')}
        >
          {shown === 'all' ? 'Show the differences alone' : 'Show all lines'}
        </button>
      </p>
      <section
        className={classes.scroller}
        aria-label="Comparison"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <table className={classes.table} data-shown={shown}>
          <thead>
            <tr>
              <td />
              {columns.map(({ title, detail }, index) => (
                // Both may be called the same: the place tells them apart.
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                <th key={index} scope="col">
                  {title}
                  <small>{detail}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(shown === 'all' ? lines : differing).map((line) => (
              <tr
                key={line.name}
                className={classes.line}
                data-differs={line.first !== line.second}
              >
                <th scope="row">{line.name}</th>
                <Cell text={line.first} />
                <Cell text={line.second} />
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function Cell({ text }: { readonly text: string | null }) {
  return (
    <td>
      {text === null ? <span className={classes.absent}>absent</span> : <LongText text={text} />}
    </td>
  );
}
