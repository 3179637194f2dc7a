import { labIds } from '#lab/ca/first-certificates.ts';
import type { Lab } from '#lab/lab.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificateCached } from '#pki/x509/decode-cached.ts';

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
