import type { Fault } from './fault.ts';

/** An answer that contradicts itself. */
export const conflictingAnswers: Fault = {
  id: 'conflicting-answers',
  title: 'Conflicting answers',
  what: 'Answers twice for one certificate: good, then revoked.',
  instruction: 'Take the strictest: revoked over unknown over good, and say that they differ.',
  kind: 'response',
  scope: 'responder-or-certificate',
  effect: {
    at: 'answer',
    statements: (truth, { at }) => {
      const { certStatus } = truth;
      const revoked = { status: 'revoked', revocation: { time: at, reason: null } } as const;
      return [
        { ...truth, certStatus: { status: 'good' } },
        { ...truth, certStatus: certStatus.status === 'revoked' ? certStatus : revoked },
      ];
    },
  },
};
