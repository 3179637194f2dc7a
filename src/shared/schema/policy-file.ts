import { z } from 'zod';
import type { Policy } from '../model/policy.ts';
import { err, ok, type Result } from '../model/result.ts';
import { firstProblem, type JsonFileError, readJsonFile } from './json-file.ts';
import { policy } from './policy.ts';
import { shortText } from './primitives.ts';

/** A policy as a file keeps it, with the name that it was saved under. */
export interface PolicyFile {
  /** null for the policy in force that nobody named. */
  readonly name: string | null;
  readonly policy: Policy;
}

/** Why a file is no policy. */
export type PolicyFileError = JsonFileError;

const format = 'revoscope-policy';
const version = 1;

/** A policy in JSON: the certificate is base64 of its DER. */
export const policyShape = z.looseObject({
  responderCertificate: z.base64().nullable().default(null),
});

const fileShape = z.strictObject({
  format: z.literal(format),
  version: z.literal(version),
  name: shortText.nullable().default(null),
  policy: policyShape,
});

/** Writes a policy as JSON that a person reads: times in the units of the field names, the certificate as base64 of its DER. */
export function writePolicyFile({ name, policy: written }: PolicyFile): string {
  const file = { format, version, name, policy: policyToPlain(written) };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** A policy as JSON holds it. */
export function policyToPlain(written: Policy) {
  const { responderCertificate: der } = written;
  const responderCertificate = der === null ? null : z.core.util.uint8ArrayToBase64(der);
  return { ...written, responderCertificate };
}

/**
 * Reads such a file: its shape alone, as whether the values make sense is the workbench's to say. A field that
 * the file leaves out and that was not always there means the usual value.
 */
export function readPolicyFile(text: string): Result<PolicyFile, PolicyFileError> {
  const parsed = readJsonFile(text, { format, version, name: 'policy' });
  if (!parsed.ok) return parsed;
  const file = fileShape.safeParse(parsed.value);
  if (!file.success) return err(firstProblem(file.error));
  const read = policyFromPlain(file.data.policy);
  return read.ok ? ok({ name: file.data.name, policy: read.value }) : read;
}

/** Reads a policy as JSON holds it. */
export function policyFromPlain(plain: z.infer<typeof policyShape>): Result<Policy, JsonFileError> {
  const { responderCertificate: base64, ...fields } = plain;
  const responderCertificate = base64 === null ? null : z.core.util.base64ToUint8Array(base64);
  const read = policy.safeParse({ ...fields, responderCertificate });
  return read.success ? ok(read.data) : err(firstProblem(read.error, ['policy']));
}
