import { History, ListChecks, Scale } from 'lucide-react';
import type { Flow, FlowStep } from '#shared/flow/flow.ts';
import type { CheckId, CheckOutcome, CheckResult } from '#shared/model/verdict.ts';
import { Button } from '../../components/button.tsx';
import { CheckItem, outcomeWords } from '../../components/check-item.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
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
          <CheckItem key={`${flow.id}/${check.id}`} check={check} onProof={onProof} />
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
