import { certIdHashOf } from '#pki/ocsp/cert-id.ts';
import type { CertId } from '#pki/ocsp/types.ts';

/** The hashes of the CertIDs, each once: `sha1`, or the identifier of one that is not known. */
export function certIdHashesOf(entries: readonly { readonly certId: CertId }[]): readonly string[] {
  const hashes = entries.map(
    ({ certId: { hashAlgorithm } }) => certIdHashOf(hashAlgorithm) ?? hashAlgorithm.oid,
  );
  return [...new Set(hashes)];
}

/** `sha256` as people write it: `SHA-256`. */
export function hashText(hash: string): string {
  return /^sha\d+$/.test(hash) ? hash.replace('sha', 'SHA-') : hash;
}
