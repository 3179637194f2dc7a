import type { Fault } from './fault.ts';

/** The error status malformedRequest. */
export const malformedRequest: Fault = {
  id: 'malformed-request',
  title: 'malformedRequest',
  what: 'Answers with the error status malformedRequest: the request is said to be malformed.',
  instruction:
    'Conclude nothing: an error status is not signed and says nothing of the certificate.',
  kind: 'status',
  scope: 'responder-or-certificate',
  effect: { at: 'status', status: 'malformedRequest' },
};
