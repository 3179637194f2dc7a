import type { Fault } from './fault.ts';

/** The error status sigRequired. */
export const sigRequired: Fault = {
  id: 'sig-required',
  title: 'sigRequired',
  what: 'Answers with the error status sigRequired: requests must be signed here.',
  instruction:
    'Conclude nothing: an error status is not signed and says nothing of the certificate.',
  kind: 'status',
  scope: 'responder-or-certificate',
  effect: { at: 'status', status: 'sigRequired' },
};
