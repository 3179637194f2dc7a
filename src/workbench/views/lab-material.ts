import { labIds } from '#lab/ca/first-certificates.ts';
import type { Lab } from '#lab/lab.ts';
import { decodePrivateKey, type PrivateKey } from '#pki/keys/private-key.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificateCached } from '#pki/x509/decode-cached.ts';
import { decodePem } from '#pki/x509/pem.ts';

/** The lab's CAs, its root first; none while there is no lab. */
export function labCas({ ca }: Lab): readonly Certificate[] {
  if (ca.state === null) return [];
  const known = ca.certificates();
  return [labIds.root, labIds.issuing].flatMap((id) => {
    const found = known.find((certificate) => certificate.id === id);
    const decoded = found === undefined ? null : decodeCertificateCached(found.der);
    return decoded?.ok === true ? [decoded.value] : [];
  });
}

/** The private key of a certificate of the lab; null for any other. Secret. */
export function labKeyOf({ ca }: Lab, fingerprint: string): PrivateKey | null {
  if (ca.state === null) return null;
  const own = ca.certificates().find((certificate) => certificate.fingerprint === fingerprint);
  const credentials = own === undefined ? null : ca.credentials(own.id);
  if (credentials?.ok !== true) return null;
  const [block] = decodePem(credentials.value.privateKey).blocks;
  const key = block === undefined ? null : decodePrivateKey(block.der);
  return key?.ok === true ? key.value : null;
}
