import type { WhatIfRow, WhatIfRun } from '#shared/model/what-if.ts';
import { countOf } from '#shared/wording/count.ts';
import { toReadableUtc } from '#shared/wording/time.ts';
import { verdictWords } from '#shared/wording/timeline.ts';
import { whatIfNote, whatIfSentence } from '#shared/wording/what-if.ts';
import { useActions } from '../../store/workbench-context.tsx';
import classes from './what-if-dialog.module.css';

/** How far the comparison is, what it came to, and each flow whose decision changes. */
export function WhatIfResult({ run }: { readonly run: WhatIfRun }) {
  const { counts, total, state, rows } = run;
  const done = counts.judged + counts.notJudged;
  const note = whatIfNote(run);
  return (
    <div className={classes.result}>
      {state === 'running' && (
        <div className={classes.progress}>
          <progress value={done} max={Math.max(total, 1)} aria-label="Flows judged again" />
          <span>
            {done.toLocaleString('en-US')} of {countOf(total, 'flow')}
          </span>
        </div>
      )}
      <p role="status">
        <strong>{whatIfSentence(run)}</strong> {note}
      </p>
      {rows.length > 0 && (
        <ol className={classes.rows} aria-label="Decisions that would change">
          {rows.map((row) => (
            <li key={row.flowId}>
              <Row row={row} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function Row({ row }: { readonly row: WhatIfRow }) {
  const { openFlow, showScreen, setWhatIfDialog } = useActions();
  const { label, startedAt, before, after, basis, flowId } = row;
  return (
    <button
      type="button"
      className={classes.row}
      onClick={() => {
        setWhatIfDialog('closed');
        showScreen('flows');
        void openFlow(flowId);
      }}
    >
      <span className={classes.name}>
        {label}
        <time>{toReadableUtc(startedAt)}</time>
      </span>
      <span className={classes.turn}>
        <span data-decision={before.decision}>{verdictWords(before)}</span>
        {' → '}
        <span data-decision={after.decision}>{verdictWords(after)}</span>
        {basis === 'asked-otherwise' && (
          <span className={classes.basis}>would have asked otherwise</span>
        )}
      </span>
    </button>
  );
}
