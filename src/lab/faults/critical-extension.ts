import type { Fault } from './fault.ts';

/** An object identifier of the example arc: nobody will ever give it a meaning. */
const oidOfNoMeaning = '2.999.1';

/** An answer with something in it that must be understood and cannot be. */
export const criticalExtension: Fault = {
  id: 'critical-extension',
  title: 'Critical extension',
  what: 'Adds a critical extension that nobody knows.',
  instruction: 'Refuse: what is critical and not understood may change what the answer means.',
  kind: 'response',
  scope: 'responder-or-certificate',
  effect: {
    at: 'answer',
    extensions: [{ oid: oidOfNoMeaning, critical: true, value: Uint8Array.of(0x05, 0x00) }],
  },
};
