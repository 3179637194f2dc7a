import type { Fault } from './fault.ts';

/** An answer to another request. */
export const wrongNonce: Fault = {
  id: 'wrong-nonce',
  title: 'Wrong nonce',
  what: 'Returns a nonce that nobody sent.',
  instruction: 'Refuse if a nonce was sent: this answers another request, perhaps an old one.',
  kind: 'response',
  scope: 'responder-or-certificate',
  effect: { at: 'answer', nonce: 'wrong' },
};
