import { FileText, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ChoiceList } from '../../components/choice-list.tsx';
import { FormField } from '../../components/form-field.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { CaseChoices } from './case-choices.tsx';
import { NumberField } from './number-field.tsx';
import classes from './set-up.module.css';
import { SetUpMore } from './set-up-more.tsx';
import { TrustKitPanel } from './trust-kit-panel.tsx';

/** Which server, what is expected of it, and what it has to be given. */
export function SetUp() {
  const order = useWorkbench((state) => state.matrix.order);
  const problems = useWorkbench((state) => state.matrix.problems);
  const { patchOrder, startMatrix } = useActions();
  return (
    <div className={classes.columns}>
      <form
        className={classes.form}
        aria-label="Matrix"
        onSubmit={(event) => {
          event.preventDefault();
          void startMatrix();
        }}
      >
        <p className={classes.lead}>
          Does a server keep revoked clients out, and what does it do when the responder is down?
          Each case gets a certificate of its own, whose responder is ours.
        </p>
        {problems[''] !== undefined && (
          <p className={classes.problem} role="alert">
            {problems['']}
          </p>
        )}
        <Urls />
        <Trust />
        <ChoiceList
          label="Expected of it"
          value={order.expectation}
          choices={expectations}
          onChange={(expectation) => patchOrder({ expectation })}
        />
        <div className={classes.line}>
          <span>Cases</span>
          <div>
            <Segmented
              label="Cases"
              value={typeof order.cases === 'string' ? order.cases : 'some'}
              choices={caseSets}
              onChange={(set) => patchOrder({ cases: set === 'some' ? ['good', 'revoked'] : set })}
            />
          </div>
          {typeof order.cases !== 'string' && <CaseChoices chosen={order.cases} />}
          {problems.cases !== undefined && <p className={classes.problem}>{problems.cases}</p>}
        </div>
        <NumberField
          label="Patience for one visit, in seconds"
          value={order.patienceSeconds}
          problem={problems.patienceSeconds ?? null}
          description="A server that has said nothing by then counts as hung."
          onChange={(patienceSeconds) => patchOrder({ patienceSeconds })}
        />
        <SetUpMore />
        {/* Enter in a field runs the matrix, as the button of the head does. */}
        <button type="submit" hidden>
          Run
        </button>
      </form>
      <TrustKitPanel />
    </div>
  );
}

const expectations = [
  { value: 'closed', text: 'Fails closed', detail: 'Whoever is not confirmed as good stays out.' },
  { value: 'open', text: 'Fails open', detail: 'Only those known to be revoked stay out.' },
  {
    value: 'soft',
    text: 'Soft fail, as in Java',
    detail: 'No answer lets in; an answer whose proof fails does not.',
  },
  { value: 'off', text: 'No OCSP', detail: 'Every valid certificate is let in.' },
  { value: 'policy', text: 'The policy in force', detail: 'What our own server would do with it.' },
] as const;

const caseSets = [
  { value: 'core', text: 'The most telling' },
  { value: 'all', text: 'All' },
  { value: 'some', text: 'Some…' },
] as const;

function Urls() {
  const urls = useWorkbench((state) => state.matrix.order.urls);
  const problem = useWorkbench((state) => state.matrix.problems.urls ?? null);
  const { patchOrder } = useActions();
  const [text, setText] = useState(() => urls.join(' '));
  return (
    <FormField
      label="URL of the server; several are separated by spaces"
      face="mono"
      value={text}
      problem={problem}
      placeholder="https://gate.example:8443/"
      onChange={(next) => {
        setText(next);
        patchOrder({ urls: next.split(/\s+/).filter((each) => each !== '') });
      }}
    />
  );
}

/** How the server's own certificate is trusted. */
function Trust() {
  const pem = useWorkbench((state) => state.matrix.order.trustPem);
  const problem = useWorkbench((state) => state.matrix.problems.trustPem ?? null);
  const { patchOrder, chooseTrust } = useActions();
  const count = pem?.match(/-----BEGIN CERTIFICATE-----/g)?.length ?? 0;
  return (
    <div className={classes.line}>
      <span>Trust in the server’s own certificate</span>
      <div className={classes.row}>
        <span>
          {pem === null
            ? 'what it shows at first is pinned and told'
            : `${count} ${count === 1 ? 'CA' : 'CAs'} from a file`}
        </span>
        <Button
          icon={FileText}
          onPress={() =>
            void chooseTrust().then((chosen) => {
              if (chosen !== null) patchOrder({ trustPem: chosen });
            })
          }
        >
          Choose CAs…
        </Button>
        {pem !== null && (
          <Button kind="quiet" icon={X} onPress={() => patchOrder({ trustPem: null })}>
            Pin instead
          </Button>
        )}
      </div>
      {problem !== null && <p className={classes.problem}>{problem}</p>}
    </div>
  );
}
