import { toReadableDuration } from '#shared/wording/time.ts';
import { useWorkbench } from '../../store/workbench-context.tsx';
import classes from './card-plan-list.module.css';

/** Everything that will be sent, and nothing else will. */
export function CardPlanList() {
  const plan = useWorkbench((state) => state.card.plan);
  const intervalMs = useWorkbench((state) => state.card.order.intervalMs);
  if (plan === null) return <section className={classes.panel} aria-label="What will be sent" />;
  const { questions, certificates, issuer } = plan;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.panel} aria-label="What will be sent" tabIndex={0}>
      <h2>
        {questions.length} questions will be sent,{' '}
        {intervalMs > 0
          ? `for ${toReadableDuration(questions.length * intervalMs)} or longer`
          : 'one after the other'}
      </h2>
      <p className={classes.about}>
        Issuer: {issuer}.{' '}
        {certificates.length === 0
          ? 'None of its certificates is loaded: only serial numbers that nobody issued are asked about.'
          : `About ${certificates.join('; ')}.`}
      </p>
      <ol className={classes.list}>
        {questions.map(({ id, method, what, octets }) => (
          <li key={id}>
            <code>{method.toUpperCase()}</code>
            <span>{what}</span>
            <span className={classes.octets}>{octets} octets</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
