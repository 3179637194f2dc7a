import type { Fault } from './fault.ts';

/** An answer about somebody else. */
export const otherSerialOnly: Fault = {
  id: 'other-serial-only',
  title: 'Other serial only',
  what: 'Answers for another certificate of the same CA.',
  instruction: 'Refuse: an answer about another serial number says nothing about this one.',
  kind: 'response',
  scope: 'responder-or-certificate',
  effect: {
    at: 'answer',
    statements: ({ certId, serialNumber }, { ca }) => {
      const other = ca.another(serialNumber);
      if (other === null) return [];
      const otherId = { ...certId, serialNumber: Buffer.from(other.serialNumber, 'hex') };
      const { name, status } = other;
      return [{ certId: otherId, serialNumber: other.serialNumber, name, certStatus: status }];
    },
  },
};
