import type { Expectation, Scenario, ScenarioStep } from '#shared/model/scenario.ts';
import { admittedAsGood, deniedAsRevoked, presents } from './one-step.ts';

const fromCache: Expectation = { ...admittedAsGood, fromCache: true, requests: 0 };
const asked: Expectation = { ...admittedAsGood, fromCache: false, requests: 1 };

const revokeIt: ScenarioStep = {
  do: 'revoke',
  client: 'lab-client-good',
  says: 'The certificate is revoked in the lab',
};

/** What the cache does to a revocation, and what can be done about it. */
export const cacheScenarios: readonly Scenario[] = [
  {
    id: 'cache-window',
    name: 'The cache window',
    shows:
      'A revocation takes effect only when the cached answer has run out: after 30 to 60 minutes.',
    group: 'cache',
    policy: {},
    responder: {},
    steps: [
      presents('lab-client-good', 'A good client connects: the responder is asked', asked),
      revokeIt,
      presents('lab-client-good', 'It connects again: the cache still says good', fromCache),
      { do: 'advance-clock', minutes: 59, says: '59 minutes pass' },
      presents('lab-client-good', 'Still within the longest life of an entry', fromCache),
      { do: 'advance-clock', minutes: 2, says: '2 more minutes pass' },
      presents('lab-client-good', 'The entry has run out: the responder is asked again', {
        ...deniedAsRevoked,
        fromCache: false,
        requests: 1,
      }),
    ],
  },
  {
    id: 'cache-minimum',
    name: 'No nextUpdate: 30 minutes',
    shows: 'An answer that does not say when the next one comes is kept for the shortest life.',
    group: 'cache',
    policy: {},
    responder: { nextUpdateSeconds: null },
    steps: [
      presents('lab-client-good', 'A good client connects', asked),
      { do: 'advance-clock', minutes: 29, says: '29 minutes pass' },
      presents('lab-client-good', 'The entry still lives', fromCache),
      { do: 'advance-clock', minutes: 2, says: '2 more minutes pass' },
      presents('lab-client-good', 'The entry has run out', asked),
    ],
  },
  {
    id: 'cache-next-update',
    name: 'Never past nextUpdate',
    shows: 'An answer that is good for ten minutes only is kept for ten minutes only.',
    group: 'cache',
    policy: { skewSeconds: 0 },
    responder: { nextUpdateSeconds: 600 },
    steps: [
      presents('lab-client-good', 'A good client connects', asked),
      { do: 'advance-clock', minutes: 9, says: '9 minutes pass' },
      presents('lab-client-good', 'The entry still lives', fromCache),
      { do: 'advance-clock', minutes: 2, says: '2 more minutes pass' },
      presents('lab-client-good', 'The entry ended at its nextUpdate', asked),
    ],
  },
  {
    id: 'cache-survives-outage',
    name: 'The cache bridges an outage',
    shows: 'While the responder is down, cached answers keep known clients working.',
    group: 'cache',
    policy: { fallback: 'block' },
    responder: {},
    steps: [
      presents('lab-client-good', 'A good client connects', asked),
      { do: 'stop-responder', says: 'The responder goes down' },
      presents('lab-client-good', 'It connects again', fromCache),
    ],
  },
  {
    id: 'cut-off',
    name: 'Cut off on revocation',
    shows:
      'A kept-alive connection does not escape: each request is decided anew, and a revocation can cut it.',
    group: 'cache',
    policy: { cache: { use: 'off' } },
    responder: {},
    steps: [
      presents('lab-client-good', 'A good client connects and stays connected', asked),
      {
        do: 'authenticate',
        client: 'lab-client-good',
        over: 'kept-alive',
        expect: asked,
        says: 'It asks again on the same connection',
      },
      revokeIt,
      { do: 'expect-cut-off', says: 'The server closes the connection at once' },
      presents('lab-client-good', 'It connects anew', deniedAsRevoked),
    ],
  },
];
