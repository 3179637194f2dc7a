import {
  defaultBehaviour,
  type FaultDescription,
  type ResponderBehaviour,
  type SignerDescription,
} from '#shared/model/lab.ts';
import { toReadableDuration, toReadableSpan } from '#shared/wording/time.ts';

/** What is unusual about a behaviour, in one sentence. */
export function behaviourWords(
  behaviour: ResponderBehaviour,
  faults: readonly FaultDescription[],
  signers: readonly SignerDescription[],
): string {
  const parts = unusualParts(behaviour, faults, signers);
  if (parts.length === 0) return 'Answers properly.';
  const text = parts.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** What differs from a responder that does everything right, one phrase each; empty for nothing. */
export function unusualParts(
  behaviour: ResponderBehaviour,
  faults: readonly FaultDescription[],
  signers: readonly SignerDescription[],
): readonly string[] {
  const { fault, signer, responderIdBy, nextUpdateSeconds, nonce, latencyMs } = behaviour;
  const faultTitle = faults.find(({ id }) => id === fault)?.title;
  const signerTitle = signers.find(({ id }) => id === signer)?.title;
  return [
    faultTitle === undefined ? null : `fault: ${faultTitle}`,
    signer === defaultBehaviour.signer || signerTitle === undefined
      ? null
      : `signed by: ${signerTitle}`,
    responderIdBy === 'key' ? 'names itself by key' : null,
    nextUpdateSeconds === defaultBehaviour.nextUpdateSeconds
      ? null
      : nextUpdateSeconds === null
        ? 'no nextUpdate'
        : `nextUpdate after ${toReadableSpan(nextUpdateSeconds * 1_000)}`,
    nonce === 'ignore' ? 'leaves the nonce out' : null,
    nonce === 'wrong' ? 'returns another nonce' : null,
    latencyMs === 0 ? null : `waits ${toReadableDuration(latencyMs)}`,
  ].filter((part) => part !== null);
}
