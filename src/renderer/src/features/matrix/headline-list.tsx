import { verdictText } from '#shared/wording/matrix.ts';
import { StatusChip } from '../../components/status-mark.tsx';
import { useWorkbench } from '../../store/workbench-context.tsx';
import classes from './headline-list.module.css';
import { type Grid, type GridColumn, toneOf } from './matrix-words.ts';

/** One sentence for each target: the worst that was seen. */
export function HeadlineList({ grid }: { readonly grid: Grid }) {
  const expectation = useWorkbench(({ matrix: { shown, order } }) =>
    shown.kind === 'kept' ? shown.run.expectation.name : order.expectation,
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.list} aria-label="What the servers do" tabIndex={0}>
      <ul aria-label="Verdicts">
        {[...grid.columns]
          .sort((a, b) => Number(a.isReference) - Number(b.isReference))
          .map((column) => (
            <Headline key={column.name} column={column} expectation={expectation} />
          ))}
      </ul>
    </section>
  );
}

function Headline(props: { readonly column: GridColumn; readonly expectation: string }) {
  const { column, expectation } = props;
  const { measured, name } = column;
  if (measured === null) {
    return (
      <li className={classes.item}>
        <p className={classes.sentence}>
          <span className={classes.name}>{name}</span> is being measured…
        </p>
      </li>
    );
  }
  const { headline, serverHeader, notes, voidCauses } = measured;
  return (
    <li className={classes.item}>
      <p className={classes.sentence}>
        <StatusChip tone={toneOf(headline.word)} text={verdictText(headline.word)} />
        <strong>{headline.text}.</strong>
      </p>
      <p className={classes.facts}>
        <span className={classes.name}>{name}</span>
        {serverHeader !== null && ` · ${serverHeader}`}
        {` · expected: ${expectation}`}
      </p>
      {[...voidCauses, ...notes].map((text, index) => (
        <p
          key={text}
          className={classes.note}
          data-kind={index < voidCauses.length ? 'cause' : 'note'}
        >
          {text}
        </p>
      ))}
    </li>
  );
}
