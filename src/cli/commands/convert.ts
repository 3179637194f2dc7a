import { type Material, openMaterial } from '#inspect/open-material.ts';
import { encodeCertificateBag } from '#pki/cms/encode-certificates.ts';
import { isSameOctets } from '#pki/octets.ts';
import { encodePkcs12 } from '#pki/pkcs12/encode-pkcs12.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { encodePem } from '#pki/x509/pem.ts';
import { summarizeCertificate } from '#pki/x509/summary.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { flag, valueOption } from '../arguments/option.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { type CliError, unreadable, usageError } from '../cli-error.ts';
import type { Command, Report } from '../command.ts';
import type { CliEnvironment } from '../environment.ts';
import { exitCode } from '../exit-code.ts';
import { nameOf } from '../inputs/input-files.ts';
import { passwordOptions, readPasswordFile, readPasswords } from '../inputs/passwords.ts';
import { saveOutput } from '../outputs/save-output.ts';

const maxBytes = 64 * 1_048_576;
const forms = ['pem', 'der', 'pkcs7', 'pkcs12'] as const;
type Form = (typeof forms)[number];

/** `revoscope convert`: writes certificates in another form. */
export const convert: Command = {
  name: 'convert',
  summary: 'Writes certificates, CRLs and a key in another form: PEM, DER, PKCS#7, PKCS#12.',
  synopsis: 'IN… OUT [options]',
  operands: 'files',
  about: [
    'Takes the certificates and CRLs of one or more files, containers opened, and writes them to OUT; the form follows from its ending (.pem, .crt; .der, .cer; .p7b, .p7c; .p12, .pfx) or from --to. PKCS#12 takes the private key along that fits one of the certificates, under --out-password-file, and can be read by its owner alone. In the other forms private keys are left out.',
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
  const material = await readMaterial(inputs, args, environment);
  if (!material.ok) return material;
  const password = await outPassword(args, environment);
  if (!password.ok) return password;
  const from = inputs.map(nameOf).join(', ');
  const setting = { args, environment, from, password: password.value };
  const encoded = encode(form.value, material.value, setting);
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
  return ending === 'p12' || ending === 'pfx' ? 'pkcs12' : '';
}

async function readMaterial(
  files: readonly string[],
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<Material, CliError>> {
  const passwords = await readPasswords(args, environment);
  if (!passwords.ok) return passwords;
  const all: Material[] = [];
  for (const file of files) {
    const read = await environment.readInput(file, maxBytes);
    if (!read.ok) {
      if (read.error.code === 'cancelled') return err({ code: 'cancelled' });
      return err(
        unreadable(nameOf(file), { message: read.error.message, offset: null, path: null }),
      );
    }
    const material = openMaterial(read.value, passwords.value);
    if (material.closed > 0) {
      const message = 'It holds something encrypted that no given password opens.';
      return err(unreadable(nameOf(file), { message, offset: null, path: null }));
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

interface Encoded {
  readonly contents: Uint8Array | string;
  readonly certificates: number;
  readonly crls: number;
  readonly keys: number;
}

interface Setting {
  readonly args: ParsedArguments;
  readonly environment: CliEnvironment;
  /** The names of the files that were read. */
  readonly from: string;
  /** Of the file that is written; null where none was given. */
  readonly password: string | null;
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

function encode(form: Form, material: Material, setting: Setting): Result<Encoded, CliError> {
  const { certificates, crls } = material;
  const counts = { certificates: certificates.length, crls: crls.length, keys: 0 };
  switch (form) {
    case 'pem': {
      if (certificates.length + crls.length === 0)
        return err(lacking(setting.from, 'There is no certificate and no CRL in it.'));
      const blocks = [
        ...certificates.map((der) => encodePem('CERTIFICATE', der)),
        ...crls.map((der) => encodePem('X509 CRL', der)),
      ];
      return ok({ ...counts, contents: blocks.join('') });
    }
    case 'der': {
      const [only, ...others] = [...certificates, ...crls];
      if (only === undefined)
        return err(lacking(setting.from, 'There is no certificate and no CRL in it.'));
      if (others.length === 0) return ok({ ...counts, contents: only });
      return err(usageError('convert', `DER holds one object; there are ${others.length + 1}.`));
    }
    case 'pkcs7':
      if (certificates.length + crls.length === 0)
        return err(lacking(setting.from, 'There is no certificate and no CRL in it.'));
      return ok({ ...counts, contents: encodeCertificateBag(certificates, crls) });
    case 'pkcs12':
      return encodeStore(material, setting);
  }
}

function encodeStore(
  { certificates, keys }: Material,
  { args, environment, from, password }: Setting,
): Result<Encoded, CliError> {
  if (password === null) {
    return err(usageError('convert', 'Under which password?', 'Give --out-password-file.'));
  }
  const decoded = certificates.flatMap((der) => {
    const certificate = decodeCertificate(der);
    return certificate.ok ? [certificate.value] : [];
  });
  for (const { pkcs8, publicKey } of keys) {
    const own = decoded.find(
      ({ subjectPublicKeyInfo }) =>
        publicKey !== null && isSameOctets(subjectPublicKeyInfo, publicKey),
    );
    if (own === undefined) continue;
    const others = decoded.filter((one) => one !== own);
    const contents = encodePkcs12(
      {
        friendlyName: summarizeCertificate(own).label,
        privateKey: pkcs8,
        certificates: [own, ...others].map(({ der }) => der),
        password,
        encryption: args.has('legacy') ? 'legacy' : 'modern',
      },
      environment.random,
    );
    return ok({ contents, certificates: decoded.length, crls: 0, keys: 1 });
  }
  const message =
    keys.length === 0
      ? 'PKCS#12 is for a key and its certificate; there is no private key here.'
      : 'None of the private keys fits one of the certificates.';
  return err(lacking(from, message));
}

/** The input does not hold what OUT is made of. */
function lacking(from: string, message: string): CliError {
  return unreadable(from, { message, offset: null, path: null });
}
