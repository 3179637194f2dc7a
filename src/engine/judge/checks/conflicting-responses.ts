import type { Check, CheckContext } from './check.ts';
import { type CheckFinding, noSingleResponse, pass, warn } from './finding.ts';

const one = pass('One SingleResponse is about the certificate.', { matching: 1 });

function run({ matches, single }: CheckContext): CheckFinding {
  if (single === null) return noSingleResponse;
  if (matches.length === 1) return one;
  const statuses = matches.map((match) => match.single.certStatus.status);
  const evidence = { matching: matches.length, statuses: [...new Set(statuses)] };
  const chosen = single.certStatus.status;
  if (statuses.every((status) => status === chosen)) {
    return pass(
      `${matches.length} SingleResponses are about the certificate, all "${chosen}".`,
      evidence,
    );
  }
  return warn(
    `${matches.length} SingleResponses about the certificate differ (${evidence.statuses.join(', ')}); the strictest counts: "${chosen}".`,
    evidence,
  );
}

/** The response does not contradict itself. */
export const conflictingResponsesCheck: Check = {
  id: 'conflicting-responses',
  title: 'Answers do not contradict each other',
  citation: 'Local policy',
  rule: 'Where several SingleResponses match, the strictest counts: revoked over unknown over good. Differing ones are a warning.',
  failureCodes: [],
  run,
};
