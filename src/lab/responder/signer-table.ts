import type { ResponderSigner, SignerDescription } from '#shared/model/lab.ts';

const signers: Readonly<Record<ResponderSigner, Omit<SignerDescription, 'id'>>> = {
  delegate: {
    title: 'Delegate',
    instruction: 'Accept: issued by the CA itself, with id-kp-OCSPSigning, and marked nocheck.',
  },
  ca: {
    title: 'The CA itself',
    instruction: 'Accept: the key that issued the certificate speaks for its own certificates.',
  },
  'delegate-without-eku': {
    title: 'Delegate without EKU',
    instruction: 'Refuse: the CA never gave this certificate the right to sign OCSP answers.',
  },
  'expired-delegate': {
    title: 'Expired delegate',
    instruction: 'Refuse: the delegation has ended, and its key may be anywhere by now.',
  },
  stranger: {
    title: 'Stranger',
    instruction: 'Refuse unless configured: another CA gave it the right to speak, not this one.',
  },
};

/** A choice of signer by its id. */
export function describeSigner(id: ResponderSigner): SignerDescription {
  return { id, ...signers[id] };
}

/** All choices of signer in the order in which they are offered. */
export const signerTable: readonly SignerDescription[] = (
  ['delegate', 'ca', 'delegate-without-eku', 'expired-delegate', 'stranger'] as const
).map(describeSigner);
