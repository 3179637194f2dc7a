import type { Check, CheckContext } from './check.ts';
import { type CheckFinding, fail, noBasicResponse, pass } from './finding.ts';

const v1 = pass('The response is of version v1.', { version: 'v1' });

function run({ basic }: CheckContext): CheckFinding {
  if (basic === null) return noBasicResponse;
  if (basic.version === 0) return v1;
  const version = `v${basic.version + 1}`;
  return fail({
    code: 'response-version-unsupported',
    message: `The response is of version ${version}; only v1 is defined.`,
    remedy: 'The responder must answer with version v1.',
    evidence: { version },
  });
}

/** ResponseData is of the version that RFC 6960 defines. */
export const responseVersionCheck: Check = {
  id: 'response-version',
  title: 'Response version is v1',
  citation: 'RFC 6960 §4.2.1',
  rule: 'version is v1.',
  failureCodes: ['response-version-unsupported'],
  run,
};
