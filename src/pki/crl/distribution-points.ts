import { type DerReader, decodeDer } from '../der/reader.ts';
import { contextConstructed } from '../der/tag.ts';
import type { Extension } from '../x509/certificate.ts';
import { extensionOid } from '../x509/oid.ts';

/**
 * The names of a distribution point, each as it is encoded:
 *
 *     DistributionPointName ::= CHOICE {
 *         fullName                [0] GeneralNames,
 *         nameRelativeToCRLIssuer [1] RelativeDistinguishedName }
 *
 * (RFC 5280 §4.2.1.13); a relative name is its whole element.
 */
export function readDistributionPointName(wrapper: DerReader): readonly Uint8Array[] {
  if (wrapper.peekTag() !== contextConstructed(0)) {
    return [wrapper.raw(wrapper.any('nameRelativeToCRLIssuer'))];
  }
  return readNames(wrapper.constructed('fullName', contextConstructed(0)));
}

function readNames(list: DerReader): readonly Uint8Array[] {
  const names: Uint8Array[] = [];
  while (!list.atEnd) names.push(list.raw(list.any('GeneralName')));
  return names;
}

/**
 * The names of all distribution points that a certificate gives, or of who issues their CRLs where they have none;
 * null where the extension is absent or cannot be read.
 *
 *     DistributionPoint ::= SEQUENCE {
 *         distributionPoint  [0] DistributionPointName OPTIONAL,
 *         reasons            [1] ReasonFlags OPTIONAL,
 *         cRLIssuer          [2] GeneralNames OPTIONAL }
 */
export function distributionPointNamesOf(
  extensions: readonly Extension[],
): readonly Uint8Array[] | null {
  const extension = extensions.find(({ oid }) => oid === extensionOid.cRLDistributionPoints);
  if (extension === undefined) return null;
  const names = decodeDer(extension.value, (outer) => {
    const points = outer.constructed('CRLDistributionPoints');
    const found: Uint8Array[] = [];
    while (!points.atEnd) found.push(...readPoint(points));
    return found;
  });
  return names.ok ? names.value : null;
}

function readPoint(points: DerReader): readonly Uint8Array[] {
  const fields = points.constructed('DistributionPoint');
  const wrapper = fields.optionalConstructed('distributionPoint', contextConstructed(0));
  const names = wrapper === null ? null : readDistributionPointName(wrapper);
  if (fields.peekTag() === 0x81) fields.any('reasons');
  const issuer = fields.optionalConstructed('cRLIssuer', contextConstructed(2));
  const issuers = issuer === null ? [] : readNames(issuer);
  fields.finish();
  return names ?? issuers;
}
