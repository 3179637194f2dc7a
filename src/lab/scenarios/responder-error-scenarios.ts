import type { FaultId } from '#shared/model/lab.ts';
import type { Scenario } from '#shared/model/scenario.ts';
import { blocked, presents } from './one-step.ts';

function answers(fault: FaultId, name: string, shows: string, reason: string): Scenario {
  return {
    id: fault,
    name,
    shows,
    group: 'responder-error',
    policy: { fallback: 'block' },
    responder: { fault },
    steps: [presents('lab-client-good', 'A good client connects', blocked(reason))],
  };
}

/** Responders that answer, but not with a status. */
export const responderErrorScenarios: readonly Scenario[] = [
  answers(
    'try-later',
    'tryLater',
    'The responder says that it cannot answer now: that is no status.',
    'responder-try-later',
  ),
  answers(
    'unauthorized',
    'unauthorized',
    'The responder says that it does not answer for this CA: that is no status.',
    'responder-unauthorized',
  ),
  answers(
    'trailing-bytes',
    'Malformed answer',
    'An answer with octets that do not belong there is not decoded, and the message says which.',
    'response-malformed',
  ),
  answers(
    'truncated-body',
    'Answer cut short',
    'The connection ends in the middle of the answer: half an answer is none.',
    'connection-lost',
  ),
  answers(
    'malformed-request',
    'malformedRequest',
    'The responder says that it could not read the request.',
    'responder-malformed-request',
  ),
  answers(
    'http-500',
    'HTTP 500',
    'The web server in front of the responder fails: there is no OCSP answer at all.',
    'http-status',
  ),
  answers(
    'oversized-body',
    'Oversized answer',
    'An answer beyond the size limit is not read to its end.',
    'response-too-large',
  ),
];
