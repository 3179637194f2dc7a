import type { LoadedCertificate } from '#shared/model/certificate.ts';
import type { Flow, FlowStep } from '#shared/model/flow.ts';
import type { WorkbenchState } from './state.ts';

/** The id of the flow that is open or is being opened; null for none. */
export function selectOpenFlowId({ opened }: WorkbenchState): string | null {
  switch (opened.state) {
    case 'none':
      return null;
    case 'ready':
      return opened.flow.id;
    case 'loading':
    case 'failed':
      return opened.flowId;
  }
}

/** The flow that is shown: the open one, or the one before until that is there; null for none. */
export function selectOpenFlow({ opened }: WorkbenchState): Flow | null {
  if (opened.state === 'loading') return opened.before;
  return opened.state === 'ready' ? opened.flow : null;
}

/** The event whose facts are shown: the chosen one, else the answer, else the last. */
export function selectShownEvent(state: WorkbenchState): number | null {
  if (state.selectedEvent !== null) return state.selectedEvent;
  const flow = selectOpenFlow(state);
  if (flow === null || flow.events.length === 0) return null;
  const answer = flow.events.findLastIndex(({ step }) => isAnswer(step));
  return answer >= 0 ? answer : flow.events.length - 1;
}

function isAnswer(step: FlowStep): boolean {
  return (
    step.type === 'response-received' ||
    step.type === 'exchange-failed' ||
    (step.type === 'cache-looked-up' && step.outcome === 'hit')
  );
}

/** The certificate that a check would be about; null while none is chosen. */
export function selectCheckedCertificate(state: WorkbenchState): LoadedCertificate | null {
  return findCertificate(state, state.checkTarget.fingerprint);
}

/** A loaded certificate by its fingerprint. */
export function findCertificate(
  state: WorkbenchState,
  fingerprint: string | null,
): LoadedCertificate | null {
  return state.certificates.find(({ summary }) => summary.fingerprint === fingerprint) ?? null;
}
