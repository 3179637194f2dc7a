import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { CardLine, ResponderCard, Seriousness } from '#shared/model/responder-card.ts';
import { toReadableUtc } from '#shared/wording/time.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './card-lines.module.css';

/** One line for each thing that it can do or cannot, the most serious first. */
export function CardLines({ card }: { readonly card: ResponderCard }) {
  const lines = [...card.lines].sort((a, b) => rank(a) - rank(b));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.panel} aria-label="Capabilities" tabIndex={0}>
      <header className={classes.head}>
        <h2>{card.uri}</h2>
        <p>
          {verdictOf(card)} Asked {toReadableUtc(card.at)}.
        </p>
      </header>
      <ul className={classes.lines}>
        {lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ul>
    </section>
  );
}

const order: readonly Seriousness[] = ['fault', 'warning', 'note', 'fine'];

function rank({ seriousness }: CardLine): number {
  return order.indexOf(seriousness);
}

function verdictOf({ lines }: ResponderCard): string {
  const count = (seriousness: Seriousness) =>
    lines.filter((line) => line.seriousness === seriousness).length;
  const [faults, warnings] = [count('fault'), count('warning')];
  if (faults + warnings === 0) return 'Nothing is wrong with it.';
  const parts = [
    ...(faults === 0 ? [] : [faults === 1 ? '1 fault' : `${faults} faults`]),
    ...(warnings === 0 ? [] : [warnings === 1 ? '1 warning' : `${warnings} warnings`]),
  ];
  return `${parts.join(' and ')}.`;
}

const marks = {
  fault: CircleAlert,
  warning: TriangleAlert,
  note: Info,
  fine: CircleCheck,
} as const;

function Line({ line }: { readonly line: CardLine }) {
  const { id, title, finding, clause, seriousness, shownBy } = line;
  const isShown = useWorkbench((state) => state.card.line === id);
  const exchange = useWorkbench((state) => state.card.exchange);
  const { showExchange } = useActions();
  const Mark = marks[seriousness];
  const [first] = shownBy;
  return (
    <li className={classes.line} data-seriousness={seriousness} data-shown={isShown}>
      <Mark size={15} aria-hidden="true" />
      <div className={classes.words}>
        <p className={classes.title}>
          {first === undefined ? (
            <strong>{title}</strong>
          ) : (
            <button type="button" aria-pressed={isShown} onClick={() => showExchange(first, id)}>
              {title}
            </button>
          )}
          <span className={classes.seriousness}>{seriousness}</span>
          <span className={classes.clause}>{clause}</span>
        </p>
        <p className={classes.finding}>{finding}</p>
        {isShown && shownBy.length > 1 && (
          <p className={classes.numbers}>
            Exchanges
            {shownBy.map((number) => (
              <button
                key={number}
                type="button"
                aria-label={`Exchange ${number}`}
                aria-pressed={exchange === number}
                onClick={() => showExchange(number, id)}
              >
                {number}
              </button>
            ))}
          </p>
        )}
      </div>
    </li>
  );
}
