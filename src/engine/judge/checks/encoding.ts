import type { DerDeviation } from '#pki/der/deviation.ts';
import type { Check, CheckContext } from './check.ts';
import { type CheckFinding, fail, noBasicResponse, pass, warn } from './finding.ts';

/** How many of many deviations are told. */
const maxShown = 8;

const strict = pass('The response is strict DER, as the RFC has it.');

/** A revocation is never lost to a formality: what is signed and says "revoked" is only warned of. */
function run({ response, basic, single, policy }: CheckContext): CheckFinding {
  const { deviations } = response;
  if (deviations.length === 0) return basic === null ? noBasicResponse : strict;
  const evidence = {
    deviations: deviations.slice(0, maxShown).map(textOf),
    number: deviations.length,
    encoding: policy.encoding,
  };
  const what = `The response can be read, but it is not strictly encoded: ${sentenceOf(deviations)}.`;
  if (policy.encoding === 'warn') return warn(what, evidence);
  if (single?.certStatus.status === 'revoked') {
    return warn(`${what} It counts all the same, as it says "revoked".`, evidence);
  }
  return fail({
    code: 'encoding-not-strict',
    message: `${what} The policy refuses that.`,
    remedy: 'Let the responder encode its answers in DER, or let the policy only warn of it.',
    evidence,
  });
}

function sentenceOf(deviations: readonly DerDeviation[]): string {
  const shown = deviations.slice(0, maxShown).map(({ message, path, clause }) => {
    const where = path === '' ? '' : ` at ${path}`;
    return `${message}${where} (${clause})`;
  });
  return `${shown.join('; ')}${deviations.length > maxShown ? '; …' : ''}`;
}

function textOf({ code, path, offset }: DerDeviation): string {
  return `${code} at ${path}, octet ${offset}`;
}

/** What was read is encoded as it should be. */
export const encodingCheck: Check = {
  id: 'encoding',
  title: 'Encoding is strict',
  citation: 'Local policy, X.690 §10 and §11',
  rule: 'A default value that is written out, an empty list, a nonce of another form or an undefined CRLReason can be read: a warning, or a failure if so set, but never for an answer that says revoked.',
  failureCodes: ['encoding-not-strict'],
  run,
};
