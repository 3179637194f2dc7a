import type { Fault } from './fault.ts';

/** The error status unauthorized. */
export const unauthorized: Fault = {
  id: 'unauthorized',
  title: 'unauthorized',
  what: 'Answers with the error status unauthorized: this CA is not served here.',
  instruction:
    'Conclude nothing: an error status is not signed and says nothing of the certificate.',
  kind: 'status',
  scope: 'responder-or-certificate',
  effect: { at: 'status', status: 'unauthorized' },
};
