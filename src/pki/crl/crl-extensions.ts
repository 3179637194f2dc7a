import { decodeDer } from '../der/reader.ts';
import { contextConstructed } from '../der/tag.ts';
import { readIntegerOctets } from '../der/values.ts';
import type { Extension } from '../x509/certificate.ts';
import { readDistributionPointName } from './distribution-points.ts';

/** Object identifiers of CRL extensions (RFC 5280 §5.2). */
export const crlExtensionOid = {
  authorityKeyIdentifier: '2.5.29.35',
  issuerAltName: '2.5.29.18',
  crlNumber: '2.5.29.20',
  deltaCrlIndicator: '2.5.29.27',
  issuingDistributionPoint: '2.5.29.28',
  freshestCrl: '2.5.29.46',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
} as const;

/** The number in cRLNumber or deltaCRLIndicator: INTEGER content octets; null where it is absent or none. */
export function crlNumberOf(extensions: readonly Extension[], oid: string): Uint8Array | null {
  const extension = extensions.find((one) => one.oid === oid);
  if (extension === undefined) return null;
  const number = decodeDer(extension.value, (outer) => readIntegerOctets(outer, 'number'));
  return number.ok ? number.value : null;
}

/** What a CRL covers, by its issuingDistributionPoint (RFC 5280 §5.2.5). */
export interface CrlScope {
  readonly certificates: 'all' | 'end-entities' | 'authorities' | 'attributes';
  readonly reasons: 'all' | 'some';
  /** Whether its entries may be of other issuers. */
  readonly issuers: 'own' | 'several';
  /** The names of the one distribution point that it is of, each as it is encoded; null where it is of none. */
  readonly distributionPoint: readonly Uint8Array[] | null;
}

/**
 * Reads the scope; null where it is there and cannot be read.
 *
 *     IssuingDistributionPoint ::= SEQUENCE {
 *         distributionPoint           [0] DistributionPointName OPTIONAL,
 *         onlyContainsUserCerts       [1] BOOLEAN DEFAULT FALSE,
 *         onlyContainsCACerts         [2] BOOLEAN DEFAULT FALSE,
 *         onlySomeReasons             [3] ReasonFlags OPTIONAL,
 *         indirectCRL                 [4] BOOLEAN DEFAULT FALSE,
 *         onlyContainsAttributeCerts  [5] BOOLEAN DEFAULT FALSE }
 */
export function crlScopeOf(extensions: readonly Extension[]): CrlScope | null {
  const extension = extensions.find(({ oid }) => oid === crlExtensionOid.issuingDistributionPoint);
  const everything: CrlScope = {
    certificates: 'all',
    reasons: 'all',
    issuers: 'own',
    distributionPoint: null,
  };
  if (extension === undefined) return everything;
  const scope = decodeDer(extension.value, (outer): CrlScope => {
    const fields = outer.constructed('IssuingDistributionPoint');
    const point = fields.optionalConstructed('distributionPoint', contextConstructed(0));
    const names = point === null ? null : readDistributionPointName(point);
    const flag = (number: number, name: string) => {
      if (fields.peekTag() !== (0x80 | number)) return false;
      const element = fields.any(name);
      return (fields.contents(element)[0] ?? 0) !== 0;
    };
    const isUsers = flag(1, 'onlyContainsUserCerts');
    const isAuthorities = flag(2, 'onlyContainsCACerts');
    const hasReasons = fields.peekTag() === 0x83;
    if (hasReasons) fields.any('onlySomeReasons');
    const isIndirect = flag(4, 'indirectCRL');
    const isAttributes = flag(5, 'onlyContainsAttributeCerts');
    fields.finish();
    return {
      certificates: isUsers
        ? 'end-entities'
        : isAuthorities
          ? 'authorities'
          : isAttributes
            ? 'attributes'
            : 'all',
      reasons: hasReasons ? 'some' : 'all',
      issuers: isIndirect ? 'several' : 'own',
      distributionPoint: names,
    };
  });
  return scope.ok ? scope.value : null;
}
