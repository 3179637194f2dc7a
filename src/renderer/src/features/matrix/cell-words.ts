import type { CellQuestion, CellResult, ProbeRecord } from '#shared/model/matrix-run.ts';
import { toReadableDuration } from '#shared/wording/time.ts';

/** One thing that happened in a cell, and between whom. */
export interface CellStep {
  readonly at: number | null;
  readonly who: 'client' | 'server' | 'responder';
  readonly text: string;
  readonly detail: string | null;
}

/** What happened in a cell, in its order: the client's side and the responder's on one time line. */
export function stepsOf({ record, questions }: CellResult): readonly CellStep[] {
  const steps = [...(record === null ? [] : clientSteps(record))];
  for (const question of questions) {
    const at = record?.startedAt == null ? null : question.at - record.startedAt;
    const step = questionStep(question, at);
    // What is asked comes before what it leads to; where the time is not known, before the last word.
    const after = steps.findIndex((each) => each.at !== null && at !== null && each.at > at);
    steps.splice(after < 0 ? Math.max(steps.length - 1, 0) : after, 0, step);
  }
  return steps;
}

function clientSteps(record: ProbeRecord): readonly CellStep[] {
  const { times, tlsVersion, resumed, httpStatus, alert, failure, closed, phase } = record;
  const steps: CellStep[] = [];
  const add = (at: number | null, who: CellStep['who'], text: string, detail: string | null) =>
    steps.push({ at, who, text, detail });
  if (times.connected !== null) add(times.connected, 'client', 'connects', null);
  if (times.secured !== null) {
    const how = resumed ? 'session resumed' : 'certificate presented';
    add(times.secured, 'client', 'TLS handshake done', `${tlsVersion ?? 'TLS'}, ${how}`);
  }
  if (failure !== null) add(times.total, 'client', 'fails', failure.message);
  else if (alert !== null)
    add(times.total, 'server', `sends TLS alert ${alert}`, phaseWords[phase]);
  else if (httpStatus !== null) {
    add(times.firstByte ?? times.total, 'server', `answers HTTP ${httpStatus}`, null);
  } else if (closed === 'fin' || closed === 'reset') {
    const how = closed === 'reset' ? 'resets the connection' : 'closes the connection';
    add(times.total, 'server', how, 'no alert was seen');
  } else add(times.total, 'client', 'gives up', `nothing came, ${phaseWords[phase]}`);
  return steps;
}

const phaseWords: Readonly<Record<ProbeRecord['phase'], string>> = {
  connect: 'while connecting',
  handshake: 'during the handshake',
  'after-handshake': 'after the handshake',
  response: 'after the request',
};

function questionStep(question: CellQuestion, at: number | null): CellStep {
  const { method, httpVersion, hash, nonceOctets, answer, heldMs } = question;
  const facts = [
    `${method} over HTTP/${httpVersion}`,
    ...(hash === null ? [] : [hash.toUpperCase().replace('SHA', 'SHA-')]),
    nonceOctets === null ? 'no nonce' : `nonce of ${nonceOctets}`,
    ...(heldMs === null ? ['not ended'] : [`held ${toReadableDuration(heldMs)}`]),
  ];
  return {
    at,
    who: 'responder',
    text: `is asked, and answers: ${answer}`,
    detail: facts.join(', '),
  };
}

export const whoWords: Readonly<Record<CellStep['who'], string>> = {
  client: 'Client',
  server: 'Server',
  responder: 'Responder',
};
