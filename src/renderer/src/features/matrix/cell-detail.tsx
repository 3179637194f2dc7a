import { MousePointerClick } from 'lucide-react';
import type { CellResult } from '#shared/model/matrix-run.ts';
import { verdictText } from '#shared/wording/matrix.ts';
import { toReadableDuration } from '#shared/wording/time.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { StatusChip } from '../../components/status-mark.tsx';
import classes from './cell-detail.module.css';
import { stepsOf, whoWords } from './cell-words.ts';
import { toneOf, whyWords } from './matrix-words.ts';

/** One cell: what it was judged by, and what happened between client, server and responder. */
export function CellDetail(props: { readonly cell: CellResult | null; readonly target: string }) {
  const { cell, target } = props;
  if (cell === null) {
    return (
      <EmptyState
        size="small"
        icon={MousePointerClick}
        title="Choose a cell"
        text="It shows what the client saw, what the responder was asked, and why it is judged so."
      />
    );
  }
  const { title, word, expected, outcome, note, record, questions } = cell;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.detail} aria-label="Cell" tabIndex={0}>
      <header className={classes.head}>
        <h2>{title}</h2>
        <p className={classes.target}>{target}</p>
      </header>
      <p className={classes.verdict}>
        <StatusChip tone={toneOf(word)} text={verdictText(word)} />
        <span>
          {outcome === null ? 'not tried' : `${outcome.kind}: ${outcome.how}`}
          {expected !== null && `, expected: ${expected === 'admit' ? 'admitted' : 'denied'}`}
        </span>
      </p>
      <p className={classes.why}>{whyWords(cell)}</p>
      {note !== null && note !== whyWords(cell) && <p className={classes.why}>{note}</p>}
      <h3>What happened</h3>
      <ol className={classes.steps}>
        {stepsOf(cell).map((step) => (
          <li key={`${step.at} ${step.who} ${step.text}`} data-who={step.who}>
            <span className={classes.time}>
              {step.at === null ? '' : toReadableDuration(Math.max(step.at, 0))}
            </span>
            <span className={classes.words}>
              <span>
                <strong>{whoWords[step.who]}</strong> {step.text}
              </span>
              {step.detail !== null && <span className={classes.facts}>{step.detail}</span>}
            </span>
          </li>
        ))}
      </ol>
      {questions.length === 0 && record !== null && (
        <p className={classes.facts}>The responder was not asked about this certificate.</p>
      )}
      {record !== null && <Answer record={record} />}
    </section>
  );
}

function Answer({ record }: { readonly record: NonNullable<CellResult['record']> }) {
  const headers = Object.entries(record.headers);
  if (headers.length === 0 && record.body === '') return null;
  return (
    <>
      <h3>The server’s answer</h3>
      <pre className={classes.answer}>
        {headers.map(([name, value]) => `${name}: ${value}\n`)}
        {record.body !== '' && `\n${record.body}`}
      </pre>
    </>
  );
}
