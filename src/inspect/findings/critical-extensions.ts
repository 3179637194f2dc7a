import type { Extension } from '#pki/x509/certificate.ts';
import { ocspExtensionContents } from '../asn1/ocsp-extension-schema.ts';
import { oidName } from '../asn1/oid-name.ts';

/** Names of the critical extensions of an OCSP message that are not understood. */
export function criticalAndUnknown(extensions: readonly Extension[]): readonly string[] {
  return extensions
    .filter(({ critical, oid }) => critical && ocspExtensionContents[oid] === undefined)
    .map(({ oid }) => oidName(oid) ?? oid);
}
