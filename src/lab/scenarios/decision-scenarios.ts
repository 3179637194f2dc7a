import type { Scenario } from '#shared/model/scenario.ts';
import { admittedAsGood, allowed, blocked, deniedAsRevoked, presents } from './one-step.ts';

const group = 'decision';

/** The branches of the decision itself. */
export const decisionScenarios: readonly Scenario[] = [
  {
    id: 'good',
    name: 'Good',
    shows: 'A certificate in good order is admitted on the word of the responder.',
    group,
    policy: {},
    responder: {},
    steps: [
      presents('lab-client-good', 'A good client connects', { ...admittedAsGood, requests: 1 }),
    ],
  },
  {
    id: 'revoked',
    name: 'Revoked',
    shows: 'A revoked certificate is denied, whatever the fallback says.',
    group,
    policy: { fallback: 'allow' },
    responder: {},
    steps: [
      presents(
        'lab-client-revoked',
        'A revoked client connects; the fallback is allow',
        deniedAsRevoked,
      ),
    ],
  },
  {
    id: 'unknown-block',
    name: 'Unknown, fallback block',
    shows: 'The responder does not know the certificate; the fallback keeps the client out.',
    group,
    policy: { fallback: 'block' },
    responder: {},
    steps: [
      presents('lab-client-unknown', 'A client that the responder never heard of connects', {
        decision: 'deny',
        decidedBy: 'fallback',
        status: 'unknown',
      }),
    ],
  },
  {
    id: 'unknown-allow',
    name: 'Unknown, fallback allow',
    shows: 'The responder does not know the certificate; the fallback lets the client in.',
    group,
    policy: { fallback: 'allow' },
    responder: {},
    steps: [
      presents('lab-client-unknown', 'A client that the responder never heard of connects', {
        decision: 'allow',
        decidedBy: 'fallback',
        status: 'unknown',
      }),
    ],
  },
  {
    id: 'responder-down-block',
    name: 'Responder down, fallback block',
    shows: 'Nobody answers; with block, no client gets in while the responder is down.',
    group,
    policy: { fallback: 'block' },
    responder: {},
    steps: [
      { do: 'stop-responder', says: 'The responder goes down' },
      presents('lab-client-good', 'A good client connects', blocked('connection-refused')),
    ],
  },
  {
    id: 'responder-down-allow',
    name: 'Responder down, fallback allow',
    shows: 'Nobody answers; with allow, even a revoked client gets in while the responder is down.',
    group,
    policy: { fallback: 'allow' },
    responder: {},
    steps: [
      { do: 'stop-responder', says: 'The responder goes down' },
      presents('lab-client-revoked', 'A revoked client connects', allowed('connection-refused')),
    ],
  },
  {
    id: 'time-out',
    name: 'Time-out',
    shows: 'A responder that never answers costs the time limit, and then the fallback decides.',
    group,
    policy: { fallback: 'block', totalTimeoutMs: 400, connectTimeoutMs: 400 },
    responder: { fault: 'never-answer' },
    steps: [presents('lab-client-good', 'A good client connects', blocked('response-timed-out'))],
  },
  {
    id: 'ocsp-not-enabled',
    name: 'OCSP not enabled',
    shows: 'Without OCSP checking a revoked certificate is admitted, and nobody is asked.',
    group,
    policy: { ocsp: 'not-enabled' },
    responder: {},
    steps: [
      presents('lab-client-revoked', 'A revoked client connects', {
        decision: 'allow',
        decidedBy: 'ocsp-not-enabled',
        status: null,
        requests: 0,
      }),
    ],
  },
  {
    id: 'expired',
    name: 'Expired certificate',
    shows:
      'The chain comes first: an expired certificate is denied and the responder is not asked.',
    group,
    policy: { fallback: 'allow' },
    responder: {},
    steps: [
      presents('lab-client-expired', 'A client with an expired certificate connects', {
        decision: 'deny',
        decidedBy: 'chain',
        status: null,
        reason: 'certificate-expired',
        requests: 0,
      }),
    ],
  },
  {
    id: 'stranger',
    name: 'Untrusted issuer',
    shows: 'A certificate from a CA that the server does not trust is denied before OCSP.',
    group,
    policy: { fallback: 'allow' },
    responder: {},
    steps: [
      presents('stranger-client', 'A stranger connects', {
        decision: 'deny',
        decidedBy: 'chain',
        status: null,
        requests: 0,
      }),
    ],
  },
  {
    id: 'no-certificate',
    name: 'No certificate',
    shows: 'A client that presents nothing is denied.',
    group,
    policy: { fallback: 'allow' },
    responder: {},
    steps: [
      presents('no-certificate', 'A client without a certificate connects', {
        decision: 'deny',
        decidedBy: 'chain',
        status: null,
        reason: 'no-certificate',
        requests: 0,
      }),
    ],
  },
];
