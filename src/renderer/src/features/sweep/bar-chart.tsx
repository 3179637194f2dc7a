import type { StatusTone } from '#shared/flow/tone.ts';
import classes from './sweep-charts.module.css';

/** Counts as bars to scale; the numbers stand beside them. */
export function BarChart(props: {
  readonly title: string;
  readonly bars: readonly {
    readonly label: string;
    readonly count: number;
    readonly tone?: StatusTone;
  }[];
}) {
  const { title, bars } = props;
  const most = Math.max(...bars.map(({ count }) => count), 1);
  return (
    <div className={classes.group}>
      <h2>{title}</h2>
      <table className={classes.chart}>
        <tbody>
          {bars.map(({ label, count, tone }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className={classes.count}>{count.toLocaleString('en-GB')}</td>
              <td className={classes.cell}>
                <meter
                  className={classes.bar}
                  data-tone={tone ?? 'plain'}
                  min={0}
                  max={most}
                  value={count}
                  aria-hidden="true"
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
