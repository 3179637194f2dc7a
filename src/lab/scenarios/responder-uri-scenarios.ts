import type { Scenario } from '#shared/model/scenario.ts';
import { admittedAsGood, blocked, deniedAsRevoked, presents } from './one-step.ts';

const group = 'responder-uri';

/** Who is asked. */
export const responderUriScenarios: readonly Scenario[] = [
  {
    id: 'configured-uri-overrides-aia',
    name: 'Configured URI overrides AIA',
    shows: 'A configured responder is asked instead of those that the certificate names.',
    group,
    policy: { responderUri: 'backup' },
    responder: {},
    steps: [
      presents(
        'lab-client-two-aia',
        'The configured responder says revoked; the first AIA URI would have said good',
        deniedAsRevoked,
      ),
    ],
  },
  {
    id: 'only-first-aia-uri',
    name: 'Only the first AIA URI counts',
    shows: 'The second URI would have said revoked, but nobody asks it.',
    group,
    policy: {},
    responder: {},
    steps: [
      presents('lab-client-two-aia', 'A client with two OCSP URIs connects', {
        ...admittedAsGood,
        requests: 1,
      }),
    ],
  },
  {
    id: 'first-aia-uri-down',
    name: 'First AIA URI down',
    shows: 'Where the first URI does not answer the check fails; the second is not tried.',
    group,
    policy: { fallback: 'block' },
    responder: { fault: 'refuse-connection' },
    steps: [
      presents('lab-client-two-aia', 'A client with two OCSP URIs connects', {
        ...blocked('connection-refused'),
        requests: 0,
      }),
    ],
  },
  {
    id: 'no-uri',
    name: 'No URI at all',
    shows: 'No configured responder and no AIA: there is nobody to ask, so the fallback decides.',
    group,
    policy: { fallback: 'block' },
    responder: {},
    steps: [
      presents('lab-client-no-aia', 'A client whose certificate names no responder connects', {
        ...blocked('no-responder-uri'),
        requests: 0,
      }),
    ],
  },
  {
    id: 'configured-uri-without-aia',
    name: 'Configured URI, no AIA',
    shows: 'A configured responder makes checking possible for certificates without AIA.',
    group,
    policy: { responderUri: 'responder' },
    responder: {},
    steps: [presents('lab-client-no-aia', 'A client without AIA connects', admittedAsGood)],
  },
];
