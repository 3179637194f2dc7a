import { encodeCertificateBag } from '#pki/cms/encode-certificates.ts';
import { isSameOctets } from '#pki/octets.ts';
import { encodePkcs12 } from '#pki/pkcs12/encode-pkcs12.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { encodePem } from '#pki/x509/pem.ts';
import { summarizeCertificate } from '#pki/x509/summary.ts';
import type { Pkcs12Encryption } from '#shared/model/lab.ts';
import type { RandomBytes } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { Material } from './open-material.ts';

/** The forms that certificates, CRLs and keys can be written in. */
export const materialForms = ['pem', 'der', 'pkcs7', 'pkcs12'] as const;

/** One of `materialForms`. */
export type MaterialForm = (typeof materialForms)[number];

/** What a file holds that was made of material. */
export interface WrittenMaterial {
  readonly contents: Uint8Array | string;
  readonly certificates: number;
  readonly crls: number;
  readonly keys: number;
}

/** Why material cannot be written in a form. */
export type WriteError =
  | { readonly code: 'nothing-to-write' }
  /** DER holds one object. */
  | { readonly code: 'several-objects'; readonly count: number }
  | { readonly code: 'password-missing' }
  | { readonly code: 'no-private-key' }
  | { readonly code: 'key-fits-none' };

/** How a PKCS#12 file is sealed; null where no password was given. */
export interface Seal {
  readonly password: string | null;
  readonly encryption: Pkcs12Encryption;
  readonly random: RandomBytes;
}

/** Writes certificates, CRLs and keys in a form; private keys go into PKCS#12 alone. */
export function writeMaterial(
  form: MaterialForm,
  material: Material,
  seal: Seal,
): Result<WrittenMaterial, WriteError> {
  if (form === 'pkcs12') return writeStore(material, seal);
  const { certificates, crls } = material;
  const [only, ...others] = [...certificates, ...crls];
  if (only === undefined) return err({ code: 'nothing-to-write' });
  const counts = { certificates: certificates.length, crls: crls.length, keys: 0 };
  switch (form) {
    case 'pem': {
      const blocks = [
        ...certificates.map((der) => encodePem('CERTIFICATE', der)),
        ...crls.map((der) => encodePem('X509 CRL', der)),
      ];
      return ok({ ...counts, contents: blocks.join('') });
    }
    case 'der':
      return others.length === 0
        ? ok({ ...counts, contents: only })
        : err({ code: 'several-objects', count: others.length + 1 });
    case 'pkcs7':
      return ok({ ...counts, contents: encodeCertificateBag(certificates, crls) });
  }
}

/** The first key that fits one of the certificates, with that certificate first. */
function writeStore(
  { certificates, keys }: Material,
  { password, encryption, random }: Seal,
): Result<WrittenMaterial, WriteError> {
  if (password === null) return err({ code: 'password-missing' });
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
        encryption,
      },
      random,
    );
    return ok({ contents, certificates: decoded.length, crls: 0, keys: 1 });
  }
  return err({ code: keys.length === 0 ? 'no-private-key' : 'key-fits-none' });
}
