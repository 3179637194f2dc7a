import { z } from 'zod';
import type { Policy } from '../model/policy.ts';
import { err, ok, type Result } from '../model/result.ts';
import { policy } from './policy.ts';
import { shortText } from './primitives.ts';

/** A policy as a file keeps it, with the name that it was saved under. */
export interface PolicyFile {
  /** null for the policy in force that nobody named. */
  readonly name: string | null;
  readonly policy: Policy;
}

/** Why a file is no policy: `path` is the field, or null where the whole is no such file. */
export interface PolicyFileError {
  readonly code: 'not-json' | 'other-format' | 'newer-version' | 'field-invalid';
  readonly path: string | null;
  readonly message: string;
}

const format = 'revoscope-policy';
const version = 1;

const fileShape = z.strictObject({
  format: z.literal(format),
  version: z.literal(version),
  name: shortText.nullable().default(null),
  policy: z.looseObject({ responderCertificate: z.base64().nullable().default(null) }),
});

/** Writes a policy as JSON that a person reads: times in the units of the field names, the certificate as base64 of its DER. */
export function writePolicyFile({ name, policy: written }: PolicyFile): string {
  const { responderCertificate: der } = written;
  const responderCertificate = der === null ? null : z.core.util.uint8ArrayToBase64(der);
  const file = { format, version, name, policy: { ...written, responderCertificate } };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * Reads such a file: its shape alone, as whether the values make sense is the workbench's to say. A field that
 * the file leaves out and that was not always there means the usual value.
 */
export function readPolicyFile(text: string): Result<PolicyFile, PolicyFileError> {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  const known = recognise(parsed.value);
  if (known !== null) return err(known);
  const file = fileShape.safeParse(parsed.value);
  if (!file.success) return err(firstProblem(file.error));
  const { responderCertificate: base64, ...fields } = file.data.policy;
  const responderCertificate = base64 === null ? null : z.core.util.base64ToUint8Array(base64);
  const read = policy.safeParse({ ...fields, responderCertificate });
  return read.success
    ? ok({ name: file.data.name, policy: read.data })
    : err(firstProblem(read.error, ['policy']));
}

function parseJson(text: string): Result<unknown, PolicyFileError> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return err({ code: 'not-json', path: null, message: `The file is not JSON: ${detail}.` });
  }
}

/** What is wrong with the whole file; null where it says to be a policy of this version. */
function recognise(value: unknown): PolicyFileError | null {
  const field = (key: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  if (field('format') !== format) {
    const message = `The file is no policy of Revoscope: its "format" is not "${format}".`;
    return { code: 'other-format', path: 'format', message };
  }
  const written = field('version');
  if (typeof written === 'number' && written > version) {
    const message = `The file was written by a newer Revoscope (version ${written} of the format; this one reads ${version}).`;
    return { code: 'newer-version', path: 'version', message };
  }
  return null;
}

function firstProblem(error: z.ZodError, above: readonly string[] = []): PolicyFileError {
  const [issue] = error.issues;
  const path = [...above, ...(issue?.path ?? []).map(String)].join('.');
  return { code: 'field-invalid', path, message: `${path}: ${issue?.message ?? 'not valid'}.` };
}
