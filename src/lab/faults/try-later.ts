import type { Fault } from './fault.ts';

/** The error status tryLater. */
export const tryLater: Fault = {
  id: 'try-later',
  title: 'tryLater',
  what: 'Answers with the error status tryLater: the responder has no answer now.',
  instruction:
    'Conclude nothing: an error status is not signed and says nothing of the certificate.',
  kind: 'status',
  scope: 'responder-or-certificate',
  effect: { at: 'status', status: 'tryLater' },
};
