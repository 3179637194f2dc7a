import type { Scenario } from '#shared/model/scenario.ts';
import { admittedAsGood, blocked, presents } from './one-step.ts';

const group = 'signer';

/** Whose signature counts. */
export const signerScenarios: readonly Scenario[] = [
  {
    id: 'signer-ca',
    name: 'Signed by the CA',
    shows: 'The CA that issued the certificate may answer for it itself.',
    group,
    policy: {},
    responder: { signer: 'ca' },
    steps: [presents('lab-client-good', 'A good client connects', admittedAsGood)],
  },
  {
    id: 'signer-delegate',
    name: 'Signed by a delegate',
    shows: 'A responder certificate issued by the CA with id-kp-OCSPSigning may answer for it.',
    group,
    policy: {},
    responder: { signer: 'delegate' },
    steps: [presents('lab-client-good', 'A good client connects', admittedAsGood)],
  },
  {
    id: 'signer-configured',
    name: 'Signed by the configured responder certificate',
    shows: 'A responder that no CA vouches for counts when its certificate is configured.',
    group,
    policy: { responderCertificate: 'stranger-ocsp-responder' },
    responder: { signer: 'stranger' },
    steps: [presents('lab-client-good', 'A good client connects', admittedAsGood)],
  },
  {
    id: 'signer-stranger',
    name: 'Signed by a stranger',
    shows: 'A responder of another CA has no say over this certificate.',
    group,
    policy: { fallback: 'block' },
    responder: { signer: 'stranger' },
    steps: [
      presents('lab-client-good', 'A good client connects', blocked('signer-not-authorized')),
    ],
  },
  {
    id: 'signer-without-eku',
    name: 'Delegate without id-kp-OCSPSigning',
    shows: 'Being issued by the CA is not enough: a delegate needs the right to sign OCSP answers.',
    group,
    policy: { fallback: 'block' },
    responder: { signer: 'delegate-without-eku' },
    steps: [
      presents('lab-client-good', 'A good client connects', blocked('signer-not-authorized')),
    ],
  },
  {
    id: 'signer-expired',
    name: 'Expired delegate',
    shows: 'A delegate whose certificate has expired has no say any more.',
    group,
    policy: { fallback: 'block' },
    responder: { signer: 'expired-delegate' },
    steps: [presents('lab-client-good', 'A good client connects', blocked('signer-expired'))],
  },
];
