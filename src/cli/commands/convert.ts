import { inspectInput } from '#inspect/inspect-object.ts';
import { type Material, openMaterial } from '#inspect/open-material.ts';
import { isReadableForm, readableForms, writeReadable } from '#inspect/report/readable-form.ts';
import { materialForms, type WrittenMaterial } from '#inspect/write-material.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { flag, valueOption } from '../arguments/option.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { type CliError, unreadable, usageError } from '../cli-error.ts';
import type { Command, Report } from '../command.ts';
import { encodeMaterial } from '../convert/encode-material.ts';
import type { CliEnvironment } from '../environment.ts';
import { exitCode } from '../exit-code.ts';
import { nameOf } from '../inputs/input-files.ts';
import { issuersIn } from '../inputs/issuers-in.ts';
import { passwordOptions, readPasswordFile, readPasswords } from '../inputs/passwords.ts';
import { saveOutput } from '../outputs/save-output.ts';

const maxBytes = 64 * 1_048_576;
const forms = [...materialForms, ...readableForms] as const;
type Form = (typeof forms)[number];

/** `revoscope convert`: writes certificates in another form. */
export const convert: Command = {
  name: 'convert',
  summary:
    'Writes certificates, CRLs and a key in another form: PEM, DER, PKCS#7, PKCS#12, text, JSON.',
  synopsis: 'IN… OUT [options]',
  operands: 'files',
  about: [
    'Takes the certificates and CRLs of one or more files, containers opened, and writes them to OUT; the form follows from its ending (.pem, .crt; .der, .cer; .p7b, .p7c; .p12, .pfx; .txt; .json) or from --to. PKCS#12 takes the private key along that fits one of the certificates, under --out-password-file, and can be read by its owner alone. Text is as `openssl x509 -text` prints it, JSON as `inspect --json` does, of everything that the files hold. In these forms and all others private keys are left out.',
  ],
  options: [
    valueOption('to', forms.join('|'), 'The form of OUT, whatever it is called.'),
    ...passwordOptions,
    valueOption(
      'out-password-file',
      'FILE',
      'A file whose first line is the password of a PKCS#12 file that is written.',
    ),
    valueOption(
      'out-password',
      'TEXT',
      'The same, written out; others on this machine may see it.',
    ),
    flag('legacy', 'PKCS#12 with 3DES and RC2, for key stores of before 2016.'),
  ],
  json: 'document',
  exitCodes: [
    [0, 'written'],
    [64, 'wrong usage'],
    [65, 'an input that cannot be read, or holds nothing that OUT can'],
    [69, 'OUT cannot be written'],
  ],
  examples: [
    { command: 'revoscope convert chain.p7b chain.pem', about: 'PKCS#7 to PEM.' },
    {
      command: 'revoscope convert client.pem client.key client.p12 --out-password-file pw',
      about: 'A key and its certificate for a browser.',
    },
  ],
  run,
};

async function run(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<Report, CliError>> {
  const inputs = args.positionals.slice(0, -1);
  const out = args.positionals.at(-1);
  if (out === undefined || inputs.length === 0) {
    return err(usageError('convert', 'From where to where?', 'Give the files to read, then OUT.'));
  }
  const form = formOf(args.value('to'), out);
  if (!form.ok) return form;
  const read = await readAll(inputs, args, environment);
  if (!read.ok) return read;
  const encoded = await contentsOf(form.value, read.value, { args, environment });
  if (!encoded.ok) return encoded;
  const { contents, certificates, crls, keys } = encoded.value;
  const readers = keys > 0 ? 'owner' : 'usual';
  const saved = await saveOutput(
    { writeOutput: (file, octets) => environment.writeOutput(file, octets, readers) },
    out,
    contents,
  );
  if (!saved.ok) return saved;
  const what = [`${certificates} certificates`, `${crls} CRLs`, `${keys} private keys`].join(', ');
  return ok({
    exitCode: exitCode.done,
    json: { file: out, form: form.value, certificates, crls, keys },
    text: () => [`Wrote ${out}: ${what}.`],
    remarks: [],
  });
}

function formOf(given: string | null, out: string): Result<Form, CliError> {
  const asked = given ?? byEnding(out);
  const form = forms.find((one) => one === asked);
  if (form !== undefined) return ok(form);
  const message =
    given === null ? `What form is ${out}?` : `--to is ${forms.join(', ')}, not "${given}".`;
  return err(usageError('convert', message, `Say --to ${forms.join('|')}.`));
}

function byEnding(out: string): string {
  const ending = /\.([a-z0-9]+)$/i.exec(out)?.[1]?.toLowerCase() ?? '';
  if (ending === 'pem' || ending === 'crt') return 'pem';
  if (ending === 'der' || ending === 'cer') return 'der';
  if (ending === 'p7b' || ending === 'p7c') return 'pkcs7';
  if (ending === 'p12' || ending === 'pfx') return 'pkcs12';
  return ending === 'txt' ? 'text' : ending === 'json' ? 'json' : '';
}

/** Files as they were read, with the passwords to try on them. */
interface Inputs {
  readonly files: readonly { readonly file: string; readonly bytes: Uint8Array }[];
  readonly passwords: readonly string[];
}

async function readAll(
  given: readonly string[],
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<Inputs, CliError>> {
  const passwords = await readPasswords(args, environment);
  if (!passwords.ok) return passwords;
  const files: { file: string; bytes: Uint8Array }[] = [];
  for (const file of given) {
    const read = await environment.readInput(file, maxBytes);
    if (!read.ok) {
      if (read.error.code === 'cancelled') return err({ code: 'cancelled' });
      return err(
        unreadable(nameOf(file), { message: read.error.message, offset: null, path: null }),
      );
    }
    files.push({ file: nameOf(file), bytes: read.value });
  }
  return ok({ files, passwords: passwords.value });
}

interface Setting {
  readonly args: ParsedArguments;
  readonly environment: CliEnvironment;
}

async function contentsOf(
  form: Form,
  { files, passwords }: Inputs,
  { args, environment }: Setting,
): Promise<Result<WrittenMaterial, CliError>> {
  const material = openAll({ files, passwords });
  if (!material.ok) return material;
  if (isReadableForm(form)) {
    const context = {
      now: environment.clock.now(),
      passwords,
      findIssuers: issuersIn(files, passwords),
    };
    const inspected = files.map(({ file, bytes }) => ({
      file,
      objects: inspectInput(bytes, context),
    }));
    const { certificates, crls } = material.value;
    const counts = { certificates: certificates.length, crls: crls.length, keys: 0 };
    return ok({ ...counts, contents: writeReadable(form, inspected) });
  }
  const password = await outPassword(args, environment);
  if (!password.ok) return password;
  const from = files.map(({ file }) => file).join(', ');
  return encodeMaterial(form, material.value, {
    args,
    environment,
    from,
    password: password.value,
  });
}

function openAll({ files, passwords }: Inputs): Result<Material, CliError> {
  const all: Material[] = [];
  for (const { file, bytes } of files) {
    const material = openMaterial(bytes, passwords);
    if (material.closed > 0) {
      const message = 'It holds something encrypted that no given password opens.';
      return err(unreadable(file, { message, offset: null, path: null }));
    }
    all.push(material);
  }
  return ok({
    certificates: all.flatMap(({ certificates }) => certificates),
    crls: all.flatMap(({ crls }) => crls),
    keys: all.flatMap(({ keys }) => keys),
    closed: 0,
  });
}

async function outPassword(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<string | null, CliError>> {
  const file = args.value('out-password-file');
  const given = args.value('out-password');
  if (file !== null && given !== null) {
    return err(usageError('convert', '--out-password or --out-password-file, not both.'));
  }
  return file === null ? ok(given) : readPasswordFile(file, environment);
}
