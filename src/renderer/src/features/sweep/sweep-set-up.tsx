import { FileText, Folder, Play } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { ChoiceList } from '../../components/choice-list.tsx';
import { FormField } from '../../components/form-field.tsx';
import { formatDuration } from '../../format/duration.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { OrderNumber } from './order-number.tsx';
import classes from './sweep-set-up.module.css';

/** Which certificates, and how hard their responders are asked. */
export function SweepSetUp() {
  const order = useWorkbench((state) => state.sweep.order);
  const problems = useWorkbench((state) => state.sweep.problems);
  const { patchSweepOrder, startSweep } = useActions();
  return (
    <div className={classes.columns}>
      <form
        className={classes.form}
        aria-label="Sweep"
        onSubmit={(event) => {
          event.preventDefault();
          void startSweep();
        }}
      >
        <p className={classes.lead}>
          The status of every certificate of a fleet, grouped by responder and issuer. A hundred
          thousand are fine: only where each result stands is kept in memory.
        </p>
        {problems[''] !== undefined && (
          <p className={classes.problem} role="alert">
            {problems['']}
          </p>
        )}
        <ChoiceList
          label="Certificates"
          value={order.source}
          choices={sources}
          onChange={(source) => patchSweepOrder({ source })}
        />
        {order.source === 'files' && <ChosenInputs />}
        {problems.source !== undefined && <p className={classes.problem}>{problems.source}</p>}
        <div className={classes.pair}>
          <OrderNumber
            field="parallel"
            label="Exchanges at a time"
            description="with one responder"
          />
          <OrderNumber
            field="perSecond"
            label="Exchanges a second, at most"
            placeholder="no limit"
          />
        </div>
        <div className={classes.pair}>
          <OrderNumber
            field="batch"
            label="Certificates in one request"
            description="Whoever answers fewer gets one at a time."
          />
          <OrderNumber field="retries" label="Tries again after a failure" />
        </div>
        <FormField
          label="One responder for all"
          face="mono"
          value={order.responderUri ?? ''}
          problem={problems.responderUri ?? null}
          placeholder="what each certificate names"
          onChange={(text) =>
            patchSweepOrder({ responderUri: text.trim() === '' ? null : text.trim() })
          }
        />
        <button type="submit" hidden>
          Start
        </button>
      </form>
      <Around />
    </div>
  );
}

const sources = [
  { value: 'files', text: 'Files or a folder', detail: 'PEM bundles and DER, read as a stream' },
  { value: 'loaded', text: 'Those that are loaded', detail: 'on the Certificates screen' },
  { value: 'lab', text: 'Those of the lab', detail: 'to see what this does' },
] as const;

function ChosenInputs() {
  const chosen = useWorkbench((state) => state.sweep.chosen);
  const { chooseSweepInputs } = useActions();
  return (
    <div className={classes.row}>
      <span className={classes.chosen}>
        {chosen === null
          ? 'Nothing is chosen yet'
          : `${chosen.label}: ${chosen.files === 1 ? '1 file' : `${chosen.files} files`}, ${sizeWords(chosen.octets)}`}
      </span>
      <Button icon={FileText} onPress={() => void chooseSweepInputs('files')}>
        Files…
      </Button>
      <Button icon={Folder} onPress={() => void chooseSweepInputs('folder')}>
        Folder…
      </Button>
    </div>
  );
}

function sizeWords(octets: number): string {
  if (octets < 1_000_000) return `${Math.ceil(octets / 1_000)} kB`;
  return `${(octets / 1_000_000).toFixed(1)} MB`;
}

/** Whose certificates can be asked about, and a sweep that can go on. */
function Around() {
  const issuers = useWorkbench((state) => state.sweep.issuers);
  const isInterrupted = useWorkbench((state) => state.sweep.run.state === 'interrupted');
  const policy = useWorkbench((state) => state.policies.current);
  const { resumeSweep, showScreen } = useActions();
  return (
    <section className={classes.around} aria-label="About this sweep">
      {isInterrupted && (
        <div className={classes.card}>
          <h2>The last sweep did not come to its end</h2>
          <p>Its results so far are kept; what is missing is asked about.</p>
          <div>
            <Button kind="primary" icon={Play} onPress={() => void resumeSweep()}>
              Go on with it
            </Button>
          </div>
        </div>
      )}
      <div className={classes.card}>
        <h2>{issuers === 1 ? '1 CA is known' : `${issuers} CAs are known`}</h2>
        <p>
          A certificate can be asked about where its issuer is loaded, or is of the lab. Others are
          listed with that reason.
        </p>
        <div>
          <Button onPress={() => showScreen('certificates')}>Load CAs…</Button>
        </div>
      </div>
      <div className={classes.card}>
        <h2>Asked as the policy says</h2>
        <p>
          CertID with {policy.hash.toUpperCase().replace('SHA', 'SHA-')}, method {policy.method}, at
          most {formatDuration(policy.totalTimeoutMs)} for an answer. Failures are tried again after
          a pause that grows.
        </p>
      </div>
    </section>
  );
}
