import { rootCertificates } from 'node:tls';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { decodePem } from '#pki/x509/pem.ts';

let decodedRoots: readonly Certificate[] | null = null;

/** The CAs that this runtime's TLS trusts: Mozilla's list. */
export function systemRoots(): readonly Certificate[] {
  decodedRoots ??= rootCertificates.flatMap((pem) => {
    const [block] = decodePem(new TextEncoder().encode(pem)).blocks;
    const certificate = block === undefined ? null : decodeCertificate(block.der);
    return certificate?.ok === true ? [certificate.value] : [];
  });
  return decodedRoots;
}
