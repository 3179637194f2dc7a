import { evidenceOfCase } from '#engine/judge/case-evidence.ts';
import type { Evidence } from '#engine/judge/evidence.ts';
import type { Case } from '#shared/case/case.ts';
import { readCase } from '#shared/case/case-file.ts';
import { err, ok, type Result } from '#shared/model/result.ts';

/** A case from a file, ready to be judged. */
export interface OpenCase {
  readonly file: string;
  readonly case: Case;
  readonly evidence: Evidence;
}

/** Why a file is no case: `path` is the field, `offset` the octet of a certificate in it. */
export interface CaseProblem {
  readonly message: string;
  readonly path: string | null;
  readonly offset: number | null;
}

/** Reads the octets of a case file and the certificates in it. */
export function readOpenCase(file: string, octets: Uint8Array): Result<OpenCase, CaseProblem> {
  const read = readCase(new TextDecoder().decode(octets));
  if (!read.ok) {
    const { message, path } = read.error;
    return err({ message, path, offset: null });
  }
  const evidence = evidenceOfCase(read.value);
  if (!evidence.ok) {
    const { field, error } = evidence.error;
    const message = `${field} is no certificate: ${error.message}`;
    return err({ message, path: field, offset: error.offset });
  }
  return ok({ file, case: read.value, evidence: evidence.value });
}
