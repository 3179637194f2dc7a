import type { Fault } from './fault.ts';

/** An answer of somebody who merely has the delegate's name. */
export const unissuedSigner: Fault = {
  id: 'unissued-signer',
  title: 'Signer issued by nobody',
  what: "Signs with a self-signed certificate under the delegate's name.",
  instruction: 'Refuse: a name proves nothing, the CA must have signed the delegate.',
  kind: 'response',
  scope: 'responder-or-certificate',
  effect: { at: 'answer', signer: 'unissued' },
};
