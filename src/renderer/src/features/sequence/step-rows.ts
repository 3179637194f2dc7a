import type { Flow, FlowEvent, FlowStep } from '#shared/flow/flow.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import { toReadableDuration, toReadableSpan } from '#shared/wording/time.ts';
import { describeTransportError } from '#shared/wording/transport.ts';
import { formatByteCount } from '../../format/bytes.ts';
import { expiryCauseWords } from '../../format/cache.ts';
import { formatFlowTime } from '../../format/time.ts';
import type { PlanRow } from './plan.ts';

type StepOf<T extends FlowStep['type']> = Extract<FlowStep, { type: T }>;

type RowWords = Pick<PlanRow, 'route' | 'label'> & Partial<PlanRow>;

const self = { kind: 'self' } as const;
const toServer = { kind: 'message', from: 'client', to: 'server', travel: 'arrives' } as const;
const asks = { kind: 'message', from: 'server', to: 'responder', travel: 'arrives' } as const;
const answers = { kind: 'message', from: 'responder', to: 'server', travel: 'arrives' } as const;

/** The rows that one event of a flow puts into the diagram, in their order. */
export function rowsOfEvent(flow: Flow, index: number): readonly PlanRow[] {
  const event = flow.events[index];
  if (event === undefined) return [];
  return wordsOf(flow, event.step, flow.events[index + 1]).map((words, position) => ({
    key: `event-${index}-${position}`,
    eventIndex: index,
    state: 'done',
    meta: null,
    detail: null,
    detailPlace: 'below',
    face: 'text',
    tone: 'plain',
    atMs: position === 0 ? event.atMs : null,
    ...words,
  }));
}

function wordsOf(flow: Flow, step: FlowStep, next: FlowEvent | undefined): readonly RowWords[] {
  switch (step.type) {
    case 'certificate-presented':
      return [presented(step)];
    case 'chain-evaluated':
      return [chainEvaluated(step)];
    case 'responder-uri-chosen':
      return [uriChosen(step)];
    case 'responder-uri-missing':
      return [
        {
          route: self,
          label: 'No responder URI',
          detail: 'none configured, none in the certificate’s AIA',
          tone: 'indeterminate',
        },
      ];
    case 'cache-looked-up':
      return cacheLookedUp(flow, step);
    case 'request-sent':
      return [requestSent(step, next?.step)];
    case 'response-received':
      return [responseReceived(flow, step)];
    case 'exchange-failed':
      return [exchangeFailed(step)];
    case 'response-rejected':
      return [
        {
          route: self,
          label: 'Response cannot be read',
          detail: `${step.error.path}, byte ${step.error.offset}: ${step.error.message}`,
          tone: 'indeterminate',
        },
      ];
    case 'checks-completed':
      return [checksCompleted(step)];
    case 'cache-stored':
      return [
        {
          route: self,
          label: 'Kept in the cache',
          detail: `until ${formatFlowTime(step.expiresAt, flow.startedAt)}, ${expiryCauseWords(step.expiryCause)}`,
          detailPlace: 'beside',
        },
      ];
    case 'ocsp-not-enabled':
    case 'status-concluded':
    case 'decision-made':
    case 'client-answered':
      return [];
  }
}

function presented(step: StepOf<'certificate-presented'>): RowWords {
  const { certificate, connection } = step;
  if (certificate === null) {
    return {
      route: toServer,
      label: 'Presents no certificate',
      meta: connection?.protocol ?? null,
      tone: 'revoked',
    };
  }
  const { label, serialNumber } = certificate.summary;
  if (connection === null) {
    return {
      route: toServer,
      label: `Presents ${label}`,
      meta: `serial ${shortSerial(serialNumber)}`,
    };
  }
  const { protocol, session, requestNumber } = connection;
  return {
    route: toServer,
    label: requestNumber === 1 ? `Presents ${label}` : `Request ${requestNumber} of ${label}`,
    meta: session === 'resumed' ? `${protocol}, resumed` : protocol,
  };
}

function chainEvaluated(step: StepOf<'chain-evaluated'>): RowWords {
  const { evaluation, issuer } = step;
  if (evaluation.outcome === 'not-trusted' && evaluation.failure.code === 'no-certificate') {
    return { route: self, label: 'No chain to evaluate', tone: 'revoked' };
  }
  if (evaluation.outcome === 'not-trusted') {
    return {
      route: self,
      label: 'Chain does not hold',
      detail:
        evaluation.links.find((link) => link.outcome === 'fail')?.message ??
        evaluation.failure.code,
      tone: 'revoked',
    };
  }
  return {
    route: self,
    label: 'Chain holds',
    detail: issuer === null ? 'issuer not found' : `issued by ${issuer.summary.label}`,
    detailPlace: 'beside',
  };
}

function uriChosen(step: StepOf<'responder-uri-chosen'>): RowWords {
  const { source, ignored, uri } = step;
  const count = ignored.length;
  const label =
    source === 'configuration'
      ? `Responder URI as configured${count > 0 ? ', AIA ignored' : ''}`
      : `Responder URI from AIA${count > 0 ? `, first of ${count + 1}` : ''}`;
  return { route: self, label, detail: uri, face: 'mono' };
}

function cacheLookedUp(flow: Flow, step: StepOf<'cache-looked-up'>): readonly RowWords[] {
  switch (step.outcome) {
    case 'miss':
      return [
        { route: self, label: 'Cache lookup', detail: 'miss: no entry for this certificate' },
      ];
    case 'bypassed':
      return [{ route: self, label: 'Cache not asked', detail: 'switched off in the policy' }];
    case 'stale':
      return [{ route: self, label: 'Cache entry not served', detail: step.check.message }];
    case 'hit': {
      const kept = Math.max(0, flow.startedAt - step.entry.storedAt);
      return [
        {
          route: self,
          label: `Answer found in the cache: ${step.entry.status}`,
          detail: kept < 1_000 ? 'stored a moment ago' : `kept for ${toReadableSpan(kept)} so far`,
          detailPlace: 'beside',
        },
        { route: { kind: 'silence' }, label: 'no message left the server' },
      ];
    }
  }
}

function requestSent(step: StepOf<'request-sent'>, next: FlowStep | undefined): RowWords {
  const isLost =
    next?.type === 'exchange-failed' && describeTransportError(next.error).reach === 'not-sent';
  const nonce = step.nonce === null ? '' : ', nonce';
  return {
    route: isLost ? { ...asks, travel: 'lost' } : asks,
    label: `Request, serial ${shortSerial(step.certId.serialNumber)}${nonce}`,
    meta: `${step.request.method} ${formatByteCount(step.request.ocspRequest.length)}`,
    tone: isLost ? 'indeterminate' : 'plain',
  };
}

function responseReceived(flow: Flow, step: StepOf<'response-received'>): RowWords {
  const status = certStatusOf(flow);
  const { body, timings, shared } = step.response;
  return {
    route: answers,
    label: status === null ? 'Response' : `Response: ${status}`,
    meta: `${formatByteCount(body.length)} · ${toReadableDuration(timings.total)}${shared ? ' · shared' : ''}`,
  };
}

function certStatusOf(flow: Flow): string | null {
  for (const { step } of flow.events) {
    if (step.type === 'checks-completed') return step.response?.certStatus ?? null;
  }
  return null;
}

function exchangeFailed(step: StepOf<'exchange-failed'>): RowWords {
  const { reach, short } = describeTransportError(step.error);
  const label = short.charAt(0).toUpperCase() + short.slice(1);
  if (reach === 'not-sent') return { route: self, label, tone: 'indeterminate' };
  return {
    route: { ...answers, travel: reach === 'not-answered' ? 'lost' : 'arrives' },
    label,
    meta: step.response === null ? null : formatByteCount(step.response.body.length),
    tone: 'indeterminate',
  };
}

function checksCompleted(step: StepOf<'checks-completed'>): RowWords {
  const count = (outcome: string) =>
    step.checks.filter((check) => check.outcome === outcome).length;
  const failed = step.checks.filter((check) => check.outcome === 'fail');
  const parts = [
    [count('fail'), 'failed'],
    [count('warn'), count('warn') === 1 ? 'warning' : 'warnings'],
    [count('pass'), 'passed'],
  ] as const;
  const counts = parts
    .filter(([amount]) => amount > 0)
    .map(([amount, words]) => `${amount} ${words}`)
    .join(', ');
  return {
    route: self,
    label: failed.length > 0 ? `Check fails: ${failed[0]?.title ?? ''}` : 'Response validated',
    detail: counts === '' ? 'no check could run' : counts,
    detailPlace: failed.length > 0 ? 'below' : 'beside',
    tone: failed.length > 0 ? 'indeterminate' : 'plain',
  };
}

/** A serial number that fits on a line: long ones keep both ends. */
export function shortSerial(hex: string): string {
  const text = toReadableSerial(hex);
  return text.length <= 14 ? text : `${text.slice(0, 8)}…${text.slice(-4)}`;
}
