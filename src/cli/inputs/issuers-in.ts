import { type FindIssuers, issuerIndex } from '#inspect/issuer-index.ts';
import { loadCertificates, maxBundleBytes } from '#inspect/load-objects.ts';
import { openMaterial } from '#inspect/open-material.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';

/** An input as it was read. */
export interface Input {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** The issuers among all inputs: each signature is verified with what the others bring. */
export function issuersIn(inputs: readonly Input[], passwords: readonly string[]): FindIssuers {
  return issuerIndex(inputs.flatMap((input) => certificatesIn(input, passwords)));
}

/** Those in a store that a password opens too. */
function certificatesIn(
  { file, bytes }: Input,
  passwords: readonly string[],
): readonly Certificate[] {
  if (passwords.length === 0) return loadCertificates(bytes, file, maxBundleBytes).certificates;
  return openMaterial(bytes, passwords).certificates.flatMap((der) => {
    const certificate = decodeCertificate(der);
    return certificate.ok ? [certificate.value] : [];
  });
}
