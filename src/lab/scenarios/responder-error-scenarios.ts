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
    'truncated-body',
    'Malformed answer',
    'An answer that is cut short cannot be decoded, and the message says where it ends.',
    'response-malformed',
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
