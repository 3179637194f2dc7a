import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { readPolicyFile } from '#shared/schema/policy-file.ts';
import { findPolicyProblems } from '#workbench/validate-policy.ts';
import { type CliError, unreadable } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';
import { nameOf, readOctets } from '../inputs/input-files.ts';

/** Reads a policy file; null is the policy of a new workspace. */
export async function readPolicyInput(
  file: string | null,
  environment: Pick<CliEnvironment, 'readInput'>,
): Promise<Result<Policy, CliError>> {
  if (file === null) return ok(defaultPolicy);
  const octets = await readOctets(file, environment);
  if (!octets.ok) return octets;
  const read = readPolicyFile(new TextDecoder().decode(octets.value));
  if (!read.ok) {
    const { message, path } = read.error;
    return err(unreadable(nameOf(file), { message, offset: null, path }));
  }
  const [problem] = findPolicyProblems(read.value.policy);
  return problem === undefined
    ? ok(read.value.policy)
    : err(
        unreadable(nameOf(file), { message: problem.message, offset: null, path: problem.field }),
      );
}
