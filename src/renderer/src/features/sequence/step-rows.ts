import type { Flow, FlowStep } from '#shared/flow/flow.ts';
import { readStep } from '#shared/flow/steps/read-step.ts';
import { assertNever } from '#shared/model/result.ts';
import { describeTransportError } from '#shared/wording/transport.ts';
import type { PlanRow } from './plan.ts';

const self = { kind: 'self' } as const;
const toServer = { kind: 'message', from: 'client', to: 'server', travel: 'arrives' } as const;
const asks = { kind: 'message', from: 'server', to: 'responder', travel: 'arrives' } as const;
const answers = { kind: 'message', from: 'responder', to: 'server', travel: 'arrives' } as const;

/** The rows that one event of a flow puts into the diagram, in their order. */
export function rowsOfEvent(flow: Flow, index: number): readonly PlanRow[] {
  const event = flow.events[index];
  if (event === undefined) return [];
  const { step, atMs } = event;
  const route = routeOf(step, flow.events[index + 1]?.step);
  if (route === null) return [];
  const { label, meta, detail, face, tone } = readStep(flow, step);
  const isLost =
    step.type === 'request-sent' && route.kind === 'message' && route.travel === 'lost';
  const row: PlanRow = {
    ...{
      key: `event-${index}-0`,
      eventIndex: index,
      state: 'done',
      route,
      label,
      meta,
      face,
      atMs,
    },
    // What did not get anywhere ends where it stands.
    detail: route.kind === 'message' && step.type !== 'handshake-failed' ? null : detail,
    detailPlace: tone === 'plain' && face === 'text' ? 'beside' : 'below',
    tone: isLost ? 'indeterminate' : tone,
  };
  const isHit = step.type === 'cache-looked-up' && step.outcome === 'hit';
  return isHit ? [row, silence(row, index)] : [row];
}

/** Where a step is drawn; null for one that is drawn as a branch, or as its arrow. */
function routeOf(step: FlowStep, next: FlowStep | undefined): PlanRow['route'] | null {
  switch (step.type) {
    case 'handshake-failed':
      return { ...toServer, travel: 'lost' };
    case 'certificate-presented':
      return toServer;
    case 'request-sent': {
      const reach = next?.type === 'exchange-failed' ? reachOf(next) : 'answered';
      return reach === 'not-sent' ? { ...asks, travel: 'lost' } : asks;
    }
    case 'response-received':
      return answers;
    case 'exchange-failed': {
      const reach = reachOf(step);
      if (reach === 'not-sent') return self;
      return { ...answers, travel: reach === 'not-answered' ? 'lost' : 'arrives' };
    }
    case 'chain-evaluated':
    case 'responder-uri-chosen':
    case 'responder-uri-missing':
    case 'intermediate-reached':
    case 'cache-looked-up':
    case 'response-rejected':
    case 'checks-completed':
    case 'cache-stored':
      return self;
    case 'case-opened':
    case 'ocsp-not-enabled':
    case 'status-concluded':
    case 'decision-made':
    case 'client-answered':
      return null;
    default:
      return assertNever(step);
  }
}

function reachOf({ error }: Extract<FlowStep, { type: 'exchange-failed' }>) {
  return describeTransportError(error).reach;
}

/** A cached answer shows that nothing left the server. */
function silence(row: PlanRow, index: number): PlanRow {
  const label = 'no message left the server';
  const bare = { meta: null, detail: null, atMs: null };
  return { ...row, ...bare, key: `event-${index}-1`, route: { kind: 'silence' }, label };
}
