import { contextConstructed, tag } from '../der/tag.ts';
import {
  encodeElement,
  encodeExplicit,
  encodeObjectIdentifier,
  encodeSequence,
  encodeSmallInteger,
} from '../der/writer.ts';
import { contentTypeOid } from './decode-signed-data.ts';

/** A PKCS#7 file that carries certificates and CRLs and signs nothing (RFC 5652 §5, "degenerate"). */
export function encodeCertificateBag(
  certificates: readonly Uint8Array[],
  crls: readonly Uint8Array[],
): Uint8Array {
  const list = crls.length === 0 ? [] : [encodeElement(contextConstructed(1), Buffer.concat(crls))];
  const signedData = encodeSequence(
    encodeSmallInteger(1),
    encodeElement(tag.set),
    encodeSequence(encodeObjectIdentifier(contentTypeOid.data)),
    encodeElement(contextConstructed(0), Buffer.concat(certificates)),
    ...list,
    encodeElement(tag.set),
  );
  return encodeSequence(
    encodeObjectIdentifier(contentTypeOid.signedData),
    encodeExplicit(0, signedData),
  );
}
