import type { Flow, FlowStep } from '#shared/flow/flow.ts';
import type { LoadedCertificate } from '#shared/model/certificate.ts';
import type { LabCertificate } from '#shared/model/lab.ts';
import type { OpenObject } from '#shared/model/open-object.ts';
import { isSamePolicy } from '#shared/model/same-policy.ts';
import type { PresentChoice, WorkbenchState } from './state.ts';

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

/** An open object other than a certificate, by its id. */
export function findObject({ objects }: WorkbenchState, id: string | null): OpenObject | null {
  return objects.find((object) => object.id === id) ?? null;
}

/** Whether the private key of a certificate is open, so that it can be presented. */
export function hasOpenKey({ objects }: WorkbenchState, keyPin: string): boolean {
  return objects.some(
    (object) =>
      object.kind === 'private-key' && object.keyPin === keyPin && object.lock !== 'locked',
  );
}

/** Whether a certificate of the lab can be presented to the mTLS server. */
export function isPresentable({ role, use }: LabCertificate): boolean {
  return (role === 'client' || role === 'stranger-client') && use === 'tls';
}

/** The lab client that is offered before the person chose one. */
const firstClientId = 'lab-client-good';

/** What the next decision is about: the person's choice where that still exists, else the likeliest one. */
export function selectPresentedKind(state: WorkbenchState): PresentChoice['kind'] | 'nothing' {
  const { presentChoice, checkTarget } = state;
  if (presentChoice?.kind === 'no-certificate' && state.lab !== null) return 'no-certificate';
  if (presentChoice?.kind === 'lab-client' && selectPresentedClient(state) !== null) {
    return 'lab-client';
  }
  if (checkTarget.fingerprint !== null) return 'loaded';
  return selectPresentedClient(state) === null ? 'nothing' : 'lab-client';
}

/** The lab client that is chosen or offered; null where there is none. */
export function selectPresentedClient({
  lab,
  presentChoice,
}: WorkbenchState): LabCertificate | null {
  const clients = lab?.certificates.filter(isPresentable) ?? [];
  const wanted = presentChoice?.kind === 'lab-client' ? presentChoice.id : firstClientId;
  return (
    clients.find(({ id }) => id === wanted) ??
    clients.find(({ id }) => id === firstClientId) ??
    clients[0] ??
    null
  );
}

/** A certificate of the lab by its id. */
export function findLabCertificate(
  { lab }: WorkbenchState,
  id: string | null,
): LabCertificate | null {
  return lab?.certificates.find((certificate) => certificate.id === id) ?? null;
}

/** What a person calls the client or certificate that the next decision is about; null for nothing. */
export function selectPresentedLabel(state: WorkbenchState): string | null {
  switch (selectPresentedKind(state)) {
    case 'lab-client':
      return selectPresentedClient(state)?.name ?? null;
    case 'loaded':
      return selectCheckedCertificate(state)?.summary.label ?? null;
    case 'no-certificate':
    case 'nothing':
      return null;
  }
}

/** The OCSP URIs of the certificate that the next decision is about; null where there is no certificate. */
export function selectPresentedUris(state: WorkbenchState): readonly string[] | null {
  switch (selectPresentedKind(state)) {
    case 'lab-client':
      return selectPresentedClient(state)?.ocspUris ?? null;
    case 'loaded':
      return selectCheckedCertificate(state)?.summary.ocspUris ?? null;
    case 'no-certificate':
    case 'nothing':
      return null;
  }
}

/** Whether the policy in force is no longer the saved one that it was taken from. */
export function selectIsPolicyChanged({ policies }: WorkbenchState): boolean {
  const based = policies.saved.find(({ id }) => id === policies.basedOn);
  return based !== undefined && !isSamePolicy(based.policy, policies.current);
}
