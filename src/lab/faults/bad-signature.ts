import type { Fault } from './fault.ts';

/** An answer that its signer did not sign as it stands. */
export const badSignature: Fault = {
  id: 'bad-signature',
  title: 'Bad signature',
  what: 'Changes one bit of the signature.',
  instruction: 'Refuse: neither good nor revoked may be believed without a valid signature.',
  kind: 'response',
  scope: 'responder-or-certificate',
  effect: {
    at: 'answer',
    signature: (octets) => {
      const changed = Uint8Array.from(octets);
      // The last bit: in ECDSA that is inside `s`, so the encoding stays sound and only the number is wrong.
      const last = changed.length - 1;
      changed[last] = (changed[last] ?? 0) ^ 1;
      return changed;
    },
  },
};
