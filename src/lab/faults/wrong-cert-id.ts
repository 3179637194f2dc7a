import type { Fault } from './fault.ts';

/** An answer in the name of another CA. */
export const wrongCertId: Fault = {
  id: 'wrong-cert-id',
  title: 'Wrong CertID',
  what: 'Answers for this serial number of another CA.',
  instruction: 'Refuse: the answer must match the CertID asked for in every field.',
  kind: 'response',
  scope: 'responder-or-certificate',
  effect: {
    at: 'answer',
    statements: (truth, { authority }) => [
      { ...truth, certId: authority.misattribute(truth.certId) },
    ],
  },
};
