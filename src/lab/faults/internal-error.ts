import type { Fault } from './fault.ts';

/** The error status internalError. */
export const internalError: Fault = {
  id: 'internal-error',
  title: 'internalError',
  what: 'Answers with the error status internalError: the responder is in trouble.',
  instruction:
    'Conclude nothing: an error status is not signed and says nothing of the certificate.',
  kind: 'status',
  scope: 'responder-or-certificate',
  effect: { at: 'status', status: 'internalError' },
};
