import type { Scenario } from '#shared/model/scenario.ts';
import { blocked, presents } from './one-step.ts';

const group = 'attack';

/** Answers that somebody tampered with, replayed or exchanged. */
export const attackScenarios: readonly Scenario[] = [
  {
    id: 'forged-signature',
    name: 'Forged signature',
    shows: 'An answer whose signature does not verify is worth nothing, whatever it says.',
    group,
    policy: { fallback: 'block' },
    responder: { fault: 'bad-signature' },
    steps: [
      presents('lab-client-revoked', 'A revoked client connects', blocked('signature-invalid')),
    ],
  },
  {
    id: 'stale-answer',
    name: 'Stale answer',
    shows: 'An answer past its nextUpdate is not believed.',
    group,
    policy: { fallback: 'block' },
    responder: { fault: 'stale' },
    steps: [presents('lab-client-good', 'A good client connects', blocked('response-expired'))],
  },
  {
    id: 'replay-caught-by-nonce',
    name: 'Replay caught by a nonce',
    shows: 'With a nonce required, an answer made for another request is noticed.',
    group,
    policy: { fallback: 'block', nonce: 'require' },
    responder: { nonce: 'wrong' },
    steps: [presents('lab-client-good', 'A good client connects', blocked('nonce-mismatch'))],
  },
  {
    id: 'nonce-missing',
    name: 'Nonce required, none returned',
    shows: 'A responder that ignores nonces cannot satisfy a policy that requires them.',
    group,
    policy: { fallback: 'block', nonce: 'require' },
    responder: { nonce: 'ignore' },
    steps: [presents('lab-client-good', 'A good client connects', blocked('nonce-missing'))],
  },
  {
    id: 'answer-for-another',
    name: 'Answer for another certificate',
    shows: 'A good answer about somebody else says nothing about this client.',
    group,
    policy: { fallback: 'block' },
    responder: { fault: 'other-serial-only' },
    steps: [
      presents('lab-client-revoked', 'A revoked client connects', blocked('cert-id-mismatch')),
    ],
  },
];
