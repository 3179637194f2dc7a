import type { Material } from '#inspect/open-material.ts';
import {
  type MaterialForm,
  type WriteError,
  type WrittenMaterial,
  writeMaterial,
} from '#inspect/write-material.ts';
import { assertNever, err, type Result } from '#shared/model/result.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { type CliError, unreadable, usageError } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';

/** What the command was told besides its inputs. */
export interface EncodeSetting {
  readonly args: ParsedArguments;
  readonly environment: CliEnvironment;
  /** The names of the files that were read. */
  readonly from: string;
  /** Of the file that is written; null where none was given. */
  readonly password: string | null;
}

/** Certificates, CRLs and a key in a form that programs read. */
export function encodeMaterial(
  form: MaterialForm,
  material: Material,
  { args, environment, from, password }: EncodeSetting,
): Result<WrittenMaterial, CliError> {
  const encryption = args.has('legacy') ? 'legacy' : 'modern';
  const written = writeMaterial(form, material, {
    password,
    encryption,
    random: environment.random,
  });
  return written.ok ? written : err(toCliError(written.error, from));
}

function toCliError(error: WriteError, from: string): CliError {
  switch (error.code) {
    case 'nothing-to-write':
      return lacking(from, 'There is no certificate and no CRL in it.');
    case 'several-objects':
      return usageError('convert', `DER holds one object; there are ${error.count}.`);
    case 'password-missing':
      return usageError('convert', 'Under which password?', 'Give --out-password-file.');
    case 'no-private-key': {
      const message = 'PKCS#12 is for a key and its certificate; there is no private key here.';
      return lacking(from, message);
    }
    case 'key-fits-none':
      return lacking(from, 'None of the private keys fits one of the certificates.');
    default:
      return assertNever(error);
  }
}

/** The input does not hold what OUT is made of. */
function lacking(from: string, message: string): CliError {
  return unreadable(from, { message, offset: null, path: null });
}
