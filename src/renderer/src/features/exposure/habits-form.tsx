import type { ExposureHabits } from '#shared/model/exposure.ts';
import { SecondsInput } from '../../components/seconds-input.tsx';
import { Segmented } from '../../components/segmented.tsx';
import classes from './exposure-dialog.module.css';
import { habitId } from './exposure-parts.tsx';

/** What responder and server are like: whatever cannot be read from the policy. */
export function HabitsForm(props: {
  readonly habits: ExposureHabits;
  readonly onChange: (habits: ExposureHabits) => void;
}) {
  const { habits, onChange } = props;
  const { responder, server } = habits;
  const setResponder = (change: Partial<ExposureHabits['responder']>) =>
    onChange({ ...habits, responder: { ...responder, ...change } });
  const setServer = (change: Partial<ExposureHabits['server']>) =>
    onChange({ ...habits, server: { ...server, ...change } });
  return (
    <div className={classes.habits}>
      <fieldset>
        <legend>The responder</legend>
        <div className={classes.pair}>
          <SecondsInput
            label="Knows of a revocation after"
            id={habitId('responder.delaySeconds')}
            seconds={responder.delaySeconds}
            onChange={(seconds) => setResponder({ delaySeconds: seconds ?? 0 })}
          />
          <SecondsInput
            label="nextUpdate after thisUpdate"
            id={habitId('responder.nextUpdateSeconds')}
            seconds={responder.nextUpdateSeconds}
            empty="no nextUpdate"
            onChange={(nextUpdateSeconds) => setResponder({ nextUpdateSeconds })}
          />
        </div>
        <div id={habitId('responder.oldAnswers')}>
          <p className={classes.label}>An old answer (an HTTP cache, somebody on the way)</p>
          <Segmented
            label="An old answer"
            value={responder.oldAnswers}
            choices={[
              { value: 'replaced', text: 'Never comes again' },
              { value: 'come-again', text: 'May come until nextUpdate' },
            ]}
            onChange={(oldAnswers) => setResponder({ oldAnswers })}
          />
        </div>
        <SecondsInput
          label="Longest silence"
          id={habitId('responder.outageSeconds')}
          seconds={responder.outageSeconds}
          empty="any length"
          onChange={(outageSeconds) => setResponder({ outageSeconds })}
        />
      </fieldset>
      <fieldset>
        <legend>The server</legend>
        <div id={habitId('server.recheck')}>
          <p className={classes.label}>Decides on</p>
          <Segmented
            label="Decides on"
            value={server.recheck}
            choices={[
              { value: 'each-request', text: 'Each request' },
              { value: 'each-connection', text: 'Each connection once' },
            ]}
            onChange={(recheck) => setServer({ recheck })}
          />
        </div>
        <SecondsInput
          label="Longest connection"
          seconds={server.connectionSeconds}
          empty="any length"
          onChange={(connectionSeconds) => setServer({ connectionSeconds })}
        />
        <div id={habitId('server.resumption')}>
          <p className={classes.label}>A resumed TLS session (ours is judged again)</p>
          <Segmented
            label="A resumed TLS session"
            value={server.resumption}
            choices={[
              { value: 'judged-again', text: 'Is judged again' },
              { value: 'not-judged', text: 'Is not judged' },
            ]}
            onChange={(resumption) => setServer({ resumption })}
          />
        </div>
        <SecondsInput
          label="A session lasts"
          seconds={server.sessionSeconds}
          empty="any length"
          onChange={(sessionSeconds) => setServer({ sessionSeconds })}
        />
      </fieldset>
    </div>
  );
}
