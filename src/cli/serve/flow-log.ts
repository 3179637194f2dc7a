import { randomUUID } from 'node:crypto';
import type { MtlsFlows } from '#mtls/judge.ts';
import { flowRowOf } from '#shared/flow/describe-row.ts';
import { describeVerdict } from '#shared/flow/describe-verdict.ts';
import { findStep } from '#shared/flow/find-step.ts';
import type { FlowEvent } from '#shared/flow/flow.ts';
import type { ClientAnswer } from '#shared/flow/steps/client-answered.ts';
import type { HandshakeFailure } from '#shared/model/mtls.ts';
import type { Clock } from '#shared/model/ports.ts';
import { assertNever } from '#shared/model/result.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import { clientInWords } from '#shared/wording/client.ts';
import { toSafeText } from '#shared/wording/safe-text.ts';
import { toReadableDuration } from '#shared/wording/time.ts';
import { flowToJson } from '../report/flow-json.ts';
import { concludeVerdict, type FinishedFlow } from '../report/verdict.ts';
import type { Style } from '../text/style.ts';

/** What the server has decided so far. */
export interface FlowCounts {
  readonly flows: number;
  readonly admitted: number;
  readonly denied: number;
  readonly handshakeFailures: number;
}

/** Tells each decision of the server, and each handshake that came to nothing, as soon as it is there. */
export interface FlowLog {
  readonly flows: MtlsFlows;
  handshakeFailed(failure: HandshakeFailure): void;
  counts(): FlowCounts;
}

/** How one line is written: in words or as JSON. */
export interface LineForm {
  flow(flow: FinishedFlow): string;
  handshakeFailure(failure: HandshakeFailure): string;
}

/** Writes a line for each flow when it has ended; running ones are not told. */
export function createFlowLog(
  clock: Clock,
  form: LineForm,
  write: (line: string) => void,
): FlowLog {
  const counts = { flows: 0, admitted: 0, denied: 0, handshakeFailures: 0 };
  return {
    flows: {
      begin: (source, policy) => {
        const id = randomUUID();
        const startedAt = clock.now();
        const events: FlowEvent[] = [];
        return {
          id,
          record: (event) => events.push(event),
          finish: (outcome) => {
            counts.flows += 1;
            counts[outcome.decision.outcome === 'allow' ? 'admitted' : 'denied'] += 1;
            write(form.flow({ id, source, startedAt, policy, events, outcome }));
          },
        };
      },
    },
    handshakeFailed: (failure) => {
      counts.handshakeFailures += 1;
      write(form.handshakeFailure(failure));
    },
    counts: () => ({ ...counts }),
  };
}

const answerColumn = 13;
const labelColumn = 24;

/** `2026-11-22T08:33:00Z  ✓  200 OK         lab-client-good           Completed · good  probably curl · TLSv1.3` */
export function createTextLines(style: Style): LineForm {
  return {
    flow: (flow) => {
      const { label, verdict } = flowRowOf(flow);
      const mark = flow.outcome.decision.outcome === 'allow' ? '✓' : '✗';
      const { tone } = describeVerdict(flow);
      const answer = findStep(flow.events, 'client-answered')?.answer ?? null;
      return [
        style.paint('faint', toRfc3339(flow.startedAt)),
        style.paint(tone, mark),
        inColumn(answerText(answer), answerColumn),
        inColumn(toSafeText(label), labelColumn),
        style.paint(tone, verdict?.words ?? ''),
        style.paint('faint', connectionText(flow)),
      ].join('  ');
    },
    handshakeFailure: ({ at, message, peerAddress }) =>
      [
        style.paint('faint', toRfc3339(at)),
        style.paint('warn', '!'),
        inColumn('no handshake', answerColumn),
        inColumn(peerAddress ?? '', labelColumn),
        style.paint('warn', message),
      ].join('  '),
  };
}

/** A text that takes its column and no more. */
function inColumn(text: string, width: number): string {
  const characters = [...text];
  if (characters.length <= width) return text + ' '.repeat(width - characters.length);
  return `${characters.slice(0, width - 1).join('')}…`;
}

function answerText(answer: ClientAnswer | null): string {
  switch (answer?.kind) {
    case 'http':
      return `${answer.status} ${answer.statusText}`;
    case 'closed':
      return 'closed';
    case 'client-gone':
      return 'client gone';
    case 'none':
    case undefined:
      return 'no request';
    default:
      return assertNever(answer);
  }
}

function connectionText({ events, outcome }: FinishedFlow): string {
  const connection = findStep(events, 'certificate-presented')?.connection ?? null;
  const facts = [
    connection === null ? null : clientInWords(connection),
    connection?.protocol,
    connection?.session === 'resumed' ? 'resumed' : null,
    connection !== null && connection.requestNumber > 1
      ? `request ${connection.requestNumber}`
      : null,
    connection?.peerAddress,
    toReadableDuration(outcome.durationMs),
  ];
  return facts.filter((fact) => fact != null).join(' · ');
}

/** Lines of NDJSON: a flow has the names of `check --json`, and how the client came and went. */
export const jsonLines: LineForm = {
  flow: (flow) => {
    const connection = findStep(flow.events, 'certificate-presented')?.connection ?? null;
    const answer = findStep(flow.events, 'client-answered')?.answer ?? null;
    return JSON.stringify({
      type: 'flow',
      id: flow.id,
      source: flow.source,
      connection,
      answer: answerToJson(answer),
      ...flowToJson(concludeVerdict(flow, flow.startedAt)),
    });
  },
  handshakeFailure: ({ at, peerAddress, code, message, remedy, detail }) =>
    JSON.stringify({
      type: 'handshake-failure',
      at: toRfc3339(at),
      peerAddress,
      code,
      message,
      remedy,
      detail,
    }),
};

function answerToJson(answer: ClientAnswer | null) {
  return {
    kind: answer?.kind ?? 'none',
    status: answer?.kind === 'http' ? answer.status : null,
    statusText: answer?.kind === 'http' ? answer.statusText : null,
  };
}
