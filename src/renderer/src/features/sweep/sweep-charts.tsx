import type { SweepStatistics } from '#shared/model/sweep.ts';
import { toReadableDuration } from '#shared/wording/time.ts';
import { useWorkbench } from '../../store/workbench-context.tsx';
import { BarChart } from './bar-chart.tsx';
import { ResultDetail } from './result-detail.tsx';
import classes from './sweep-charts.module.css';

/** What the results come to: status, age of the answers, what ends soon, and how each responder was. */
export function SweepCharts() {
  const statistics = useWorkbench((state) => state.sweep.run.statistics);
  const { status, ages, lives, reasons } = statistics;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.panel} aria-label="Charts" tabIndex={0}>
      <ResultDetail />
      <BarChart
        title="Status"
        bars={(['good', 'revoked', 'unknown', 'indeterminate'] as const).map((label) => ({
          label,
          count: status[label],
          tone: label,
        }))}
      />
      <BarChart title="Age of the answers" bars={ages} />
      <BarChart title="Certificates end" bars={lives} />
      <Responders responders={statistics.responders} />
      {reasons.length > 0 && <BarChart title="Why undecided" bars={reasons.slice(0, 12)} />}
    </section>
  );
}

function Responders({ responders }: Pick<SweepStatistics, 'responders'>) {
  if (responders.length === 0) return null;
  return (
    <div className={classes.group}>
      <h2>Responders and issuers</h2>
      <ul className={classes.responders}>
        {responders.slice(0, 50).map(({ uri, issuer, answers, totalMs, maxMs }) => (
          <li key={`${uri} ${issuer}`}>
            <p className={classes.uri}>{uri}</p>
            {issuer !== '' && <p className={classes.facts}>{issuer}</p>}
            <p className={classes.facts}>
              {answers} {answers === 1 ? 'answer' : 'answers'},{' '}
              {toReadableDuration(totalMs / Math.max(answers, 1))} on average,{' '}
              {toReadableDuration(maxMs)} at most
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
