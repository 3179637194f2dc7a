import type { SweepResult } from '#shared/model/sweep.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import { toReadableDuration, toReadableUtc } from '#shared/wording/time.ts';
import { StatusChip } from '../../components/status-mark.tsx';
import { useWorkbench } from '../../store/workbench-context.tsx';
import classes from './sweep-charts.module.css';
import { tones } from './sweep-words.ts';

/** The result that is chosen in the list, whole. */
export function ResultDetail() {
  const result = useWorkbench((state) => state.sweep.shown);
  if (result === null) return null;
  return (
    <div className={classes.detail}>
      <h2>{result.subject === '' ? 'Not a certificate' : result.subject}</h2>
      <p>
        <StatusChip tone={tones[result.status]} text={result.status} />
      </p>
      <dl>
        {factsOf(result).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function factsOf(result: SweepResult): readonly (readonly [string, string])[] {
  const time = (name: string, at: number | null) =>
    at === null ? [] : [[name, toReadableUtc(at)] as const];
  const text = (name: string, value: string | null) =>
    value === null || value === '' ? [] : [[name, value] as const];
  return [
    ...text('reason', result.reason),
    ...time('revoked', result.revokedAt),
    ...text('issuer', result.issuer),
    ...text(
      'serial number',
      result.serialNumber === '' ? '' : toReadableSerial(result.serialNumber),
    ),
    ...time('ends', result.notAfter),
    ...text('responder', result.responder),
    ...time('thisUpdate', result.thisUpdate),
    ...time('nextUpdate', result.nextUpdate),
    ...(result.responder === null
      ? []
      : [['took', `${toReadableDuration(result.durationMs)}, try ${result.attempts}`] as const]),
    ['read from', `${result.source}, no. ${result.number}`],
  ];
}
