import { Square, Timer } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ExposureHabits, MeasuredExposure } from '#shared/model/exposure.ts';
import type { Policy } from '#shared/model/policy.ts';
import { countOf } from '#shared/wording/count.ts';
import { exposureSpan, measuredPartTitle, measuredSentence } from '#shared/wording/exposure.ts';
import { toReadableDuration } from '#shared/wording/time.ts';
import { Button } from '../../components/button.tsx';
import { useActions } from '../../store/workbench-context.tsx';
import classes from './exposure-dialog.module.css';

type Measurement =
  | { readonly state: 'idle' | 'running' }
  | { readonly state: 'done'; readonly measured: MeasuredExposure; readonly policy: Policy }
  | { readonly state: 'failed'; readonly message: string };

/** Revokes a throw-away client in a lab of its own, and watches until it is denied for the first time. */
export function MeasurePanel(props: { readonly policy: Policy; readonly habits: ExposureHabits }) {
  const { policy, habits } = props;
  const { measureExposure, cancelMeasurement } = useActions();
  const [run, setRun] = useState<Measurement>({ state: 'idle' });
  useEffect(() => cancelMeasurement, [cancelMeasurement]);
  const measure = async () => {
    setRun({ state: 'running' });
    const measured = await measureExposure(policy, habits);
    setRun(
      measured.ok
        ? { state: 'done', measured: measured.value, policy }
        : { state: 'failed', message: measured.error },
    );
  };
  return (
    <div className={classes.measure}>
      {run.state === 'running' ? (
        <Button icon={Square} onPress={cancelMeasurement}>
          Cancel
        </Button>
      ) : (
        <Button kind="primary" icon={Timer} onPress={() => void measure()}>
          Measure
        </Button>
      )}
      <div className={classes.measured} role="status">
        {run.state === 'idle' && (
          <p>
            Revokes a throw-away client in a lab of its own, moves a clock of its own, and watches
            until the first denial. Nothing of yours is touched.
          </p>
        )}
        {run.state === 'running' && <p>Clients visit until one is denied…</p>}
        {run.state === 'failed' && <p>{run.message}</p>}
        {run.state === 'done' && <Measured {...run} isStale={run.policy !== policy} />}
      </div>
    </div>
  );
}

function Measured(props: { readonly measured: MeasuredExposure; readonly isStale: boolean }) {
  const { measured, isStale } = props;
  const { parts, predicted, tookMs } = measured;
  const visits = parts.reduce((sum, part) => sum + part.visits, 0);
  const reckoned = predicted.seconds === null ? 'no end' : exposureSpan(predicted.seconds);
  return (
    <>
      <p>
        <strong>{measuredSentence(measured)}</strong> Reckoned for the lab and our own server:{' '}
        {reckoned}. {countOf(visits, 'visit')} in {toReadableDuration(tookMs)}.
        {isStale && ' The policy has changed since.'}
      </p>
      <dl className={classes.watched}>
        {parts.map(({ id, seconds }) => (
          <div key={id}>
            <dt>{measuredPartTitle(id)}</dt>
            <dd>{exposureSpan(seconds)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
