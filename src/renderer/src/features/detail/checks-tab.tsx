import { Binary, ChevronRight, History, ListChecks, Scale } from 'lucide-react';
import { useState } from 'react';
import type { Flow, FlowStep } from '#shared/flow/flow.ts';
import type { CheckId, CheckOutcome, CheckResult, EvidenceValue } from '#shared/model/verdict.ts';
import { evidenceName } from '#shared/wording/evidence.ts';
import { termsOfCheck } from '#shared/wording/terms.ts';
import { Button } from '../../components/button.tsx';
import { Citation } from '../../components/citation.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { OutcomeMark } from '../../components/status-mark.tsx';
import { Term } from '../../components/term.tsx';
import { useActions } from '../../store/workbench-context.tsx';
import classes from './checks-tab.module.css';

/** Failed checks first, then warnings; within each the order of the table. */
const rank: Readonly<Record<CheckOutcome, number>> = {
  fail: 0,
  warn: 1,
  pass: 2,
  'not-run': 3,
  'not-applicable': 3,
};

const outcomeWords: Readonly<Record<CheckOutcome, string>> = {
  pass: 'passed',
  fail: 'failed',
  warn: 'warning',
  'not-applicable': 'not applicable',
  'not-run': 'not run',
};

/** Every check of the flow, with its outcome, evidence and clause. */
export function ChecksTab(props: {
  readonly flow: Flow;
  /** Leads to the octets that a check rests on; null where no response came. */
  readonly onProof: ((check: CheckId) => void) | null;
}) {
  const { flow, onProof } = props;
  const { outcome } = flow;
  const checks = outcome?.checks ?? checksSoFar(flow);
  if (checks.length === 0) {
    return (
      <EmptyState
        size="small"
        icon={ListChecks}
        title={outcome === null ? 'No checks yet' : 'No check ran'}
        text={whyNone(flow)}
        action={outcome === null ? null : <ShowWhy flow={flow} />}
      />
    );
  }
  const sorted = checks.toSorted((a, b) => rank[a.outcome] - rank[b.outcome]);
  return (
    <>
      <header className={classes.head}>
        <h3>{flow.outcome?.fromCache === true ? 'Cached OCSP response' : 'OCSP response'}</h3>
        <p>{countWords(checks)}</p>
        {outcome !== null && <OtherPrograms />}
      </header>
      <ul>
        {sorted.map((check) => (
          <Check key={`${flow.id}/${check.id}`} check={check} onProof={onProof} />
        ))}
      </ul>
    </>
  );
}

/** Leads to what other programs make of the same response, and to when the verdict flips. */
function OtherPrograms() {
  const { setJudgesDialog, setTimelineDialog } = useActions();
  return (
    <div className={classes.tools}>
      <Button kind="quiet" icon={Scale} onPress={() => setJudgesDialog('open')}>
        Judged by other programs…
      </Button>
      <Button kind="quiet" icon={History} onPress={() => setTimelineDialog('open-flow')}>
        When it flips…
      </Button>
    </div>
  );
}

/** Leads to the step that left nothing to check. */
function ShowWhy({ flow }: { readonly flow: Flow }) {
  const { selectEvent } = useActions();
  const index = flow.events.findIndex(({ step }) => isEnd(step));
  return index < 0 ? null : <Button onPress={() => selectEvent(index, 'details')}>Show why</Button>;
}

function isEnd(step: FlowStep): boolean {
  return (
    step.type === 'exchange-failed' ||
    step.type === 'responder-uri-missing' ||
    step.type === 'response-rejected' ||
    step.type === 'ocsp-not-enabled' ||
    (step.type === 'chain-evaluated' && step.evaluation.outcome === 'not-trusted')
  );
}

function checksSoFar(flow: Flow): readonly CheckResult[] {
  for (const { step } of flow.events) if (step.type === 'checks-completed') return step.checks;
  return [];
}

function whyNone(flow: Flow): string {
  switch (flow.outcome?.decision.decidedBy) {
    case undefined:
      return 'They run when the response has come.';
    case 'handshake':
      return 'The TLS handshake failed, so there was no certificate to ask about.';
    case 'chain':
      return 'The chain does not hold, so OCSP was not asked.';
    case 'ocsp-not-enabled':
      return 'OCSP checking was not enabled.';
    default:
      return 'There was no response that could be checked.';
  }
}

function countWords(checks: readonly CheckResult[]): string {
  const count = (outcome: CheckOutcome) =>
    checks.filter((check) => check.outcome === outcome).length;
  return (['fail', 'warn', 'pass', 'not-applicable', 'not-run'] as const)
    .filter((outcome) => count(outcome) > 0)
    .map(
      (outcome) =>
        `${count(outcome)} ${outcome === 'warn' && count(outcome) > 1 ? 'warnings' : outcomeWords[outcome]}`,
    )
    .join(' · ');
}

function Check(props: {
  readonly check: CheckResult;
  readonly onProof: ((check: CheckId) => void) | null;
}) {
  const { check, onProof } = props;
  const evidence = Object.entries(check.evidence);
  const [isOpen, setOpen] = useState(check.outcome === 'fail');
  return (
    <li className={classes.check} data-outcome={check.outcome}>
      <button
        type="button"
        className={classes.summary}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <OutcomeMark outcome={check.outcome} />
        <span className={classes.words}>
          <span className={classes.title}>
            {check.title}
            <span className={classes.spoken}>: {outcomeWords[check.outcome]}</span>
          </span>
          <span className={classes.message}>{check.message}</span>
        </span>
        <ChevronRight size={14} aria-hidden="true" className={classes.chevron} />
      </button>
      <span className={classes.clause}>
        <Citation citation={check.citation} />
      </span>
      {isOpen && (
        <dl className={classes.evidence}>
          <Words check={check} />
          {evidence.map(([name, value]) => (
            <div key={name}>
              <dt>{evidenceName(name)}</dt>
              <dd>{evidenceWords(value)}</dd>
            </div>
          ))}
          <div>
            <dt>outcome</dt>
            <dd>{outcomeWords[check.outcome]}</dd>
          </div>
          <div>
            <dt>check</dt>
            <dd>{check.id}</dd>
          </div>
          {onProof !== null && check.outcome !== 'not-run' && (
            <div>
              <dt>octets</dt>
              <dd className={classes.terms}>
                <Button kind="quiet" icon={Binary} onPress={() => onProof(check.id)}>
                  Show the bytes
                </Button>
              </dd>
            </div>
          )}
        </dl>
      )}
    </li>
  );
}

/** What one has to know to understand the check. */
function Words({ check }: { readonly check: CheckResult }) {
  const words = termsOfCheck(check.id);
  if (words.length === 0) return null;
  return (
    <div>
      <dt>words</dt>
      <dd className={classes.terms}>
        {words.map((id) => (
          <Term key={id} id={id} />
        ))}
      </dd>
    </div>
  );
}

function evidenceWords(value: EvidenceValue): string {
  if (value === null) return 'none';
  if (typeof value === 'object') return value.length === 0 ? 'none' : value.join('\n');
  return String(value);
}
