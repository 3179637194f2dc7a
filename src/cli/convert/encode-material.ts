import type { Material } from '#inspect/open-material.ts';
import { encodeCertificateBag } from '#pki/cms/encode-certificates.ts';
import { isSameOctets } from '#pki/octets.ts';
import { encodePkcs12 } from '#pki/pkcs12/encode-pkcs12.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { encodePem } from '#pki/x509/pem.ts';
import { summarizeCertificate } from '#pki/x509/summary.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { type CliError, unreadable, usageError } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';

/** Forms that programs read. */
export const encodedForms = ['pem', 'der', 'pkcs7', 'pkcs12'] as const;
export type EncodedForm = (typeof encodedForms)[number];

/** What is written, and how much of what is in it. */
export interface Encoded {
  readonly contents: Uint8Array | string;
  readonly certificates: number;
  readonly crls: number;
  readonly keys: number;
}

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
  form: EncodedForm,
  material: Material,
  setting: EncodeSetting,
): Result<Encoded, CliError> {
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
  { args, environment, from, password }: EncodeSetting,
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
