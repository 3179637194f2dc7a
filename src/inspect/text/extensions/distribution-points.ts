import type { DerReader } from '#pki/der/reader.ts';
import { contextConstructed, contextPrimitive, tag } from '#pki/der/tag.ts';
import { encodeElement, encodeSequence } from '#pki/der/writer.ts';
import { nameLine } from '../name-text.ts';
import { eachOf, emptyList, printing } from './extension-printer.ts';
import { readGeneralNameText } from './general-names.ts';
import { readReasons } from './named-bits.ts';

/** Lines under each other; OpenSSL leaves a line free after some parts and not after others. */
interface Part {
  readonly lines: readonly string[];
  readonly after: 'free-line' | 'nothing';
}

/** CRLDistributionPoints and FreshestCRL (RFC 5280 §4.2.1.13, §4.2.1.15). */
export const distributionPoints = printing((outer) => {
  const points = eachOf(outer, readPoint);
  return points.length === 0 ? [''] : points.flatMap(closed);
});

function closed(parts: readonly Part[]): readonly string[] {
  const lines = parts.flatMap((part) => part.lines);
  return parts.at(-1)?.after === 'nothing' ? lines : [...lines, ''];
}

/**
 *     DistributionPoint ::= SEQUENCE {
 *         distributionPoint [0] DistributionPointName OPTIONAL,
 *         reasons           [1] ReasonFlags OPTIONAL,
 *         cRLIssuer         [2] GeneralNames OPTIONAL }
 */
function readPoint(list: DerReader): readonly Part[] {
  const fields = list.constructed('DistributionPoint');
  const parts = [...readPointName(fields)];
  if (fields.peekTag() === contextPrimitive(1)) {
    parts.push(reasonsPart('Reasons', readReasons(fields, contextPrimitive(1))));
  }
  if (fields.peekTag() === contextConstructed(2)) {
    const lines = ['CRL Issuer:', ...readNames(fields, contextConstructed(2))];
    parts.push({ lines, after: 'nothing' });
  }
  fields.finish();
  return parts;
}

function reasonsPart(label: string, reasons: string): Part {
  return { lines: [`${label}:`, `  ${reasons}`], after: 'free-line' };
}

/** `DistributionPointName ::= CHOICE { fullName [0] GeneralNames, nameRelativeToCRLIssuer [1] RDN }` */
function readPointName(fields: DerReader): readonly Part[] {
  const wrapper = fields.optionalConstructed('distributionPoint', contextConstructed(0));
  if (wrapper === null) return [];
  if (wrapper.peekTag() === contextConstructed(1)) {
    const rdn = wrapper.contents(wrapper.any('nameRelativeToCRLIssuer'));
    const name = nameLine(encodeSequence(encodeElement(tag.set, rdn)));
    return [{ lines: ['Relative Name:', `  ${name}`], after: 'free-line' }];
  }
  const names = readNames(wrapper, contextConstructed(0));
  wrapper.finish();
  return [{ lines: ['Full Name:', ...names], after: 'nothing' }];
}

function readNames(fields: DerReader, identifier: number): readonly string[] {
  const names = eachOf(fields, (list) => readGeneralNameText(list, 'own-line'), identifier);
  return names.map((name) => `  ${name}`);
}

/** IssuingDistributionPoint of a CRL (RFC 5280 §5.2.5). */
export const issuingDistributionPoint = printing((outer) => {
  const fields = outer.constructed('IssuingDistributionPoint');
  const parts = [...readPointName(fields)];
  const flag = (number: number, words: string) => {
    if (fields.peekTag() !== contextPrimitive(number)) return [];
    const isSet = (fields.contents(fields.any(words))[0] ?? 0) !== 0;
    return isSet ? [{ lines: [words], after: 'free-line' } as const] : [];
  };
  // OpenSSL's order is not that of the fields.
  const scope = [...flag(1, 'Only User Certificates'), ...flag(2, 'Only CA Certificates')];
  const some =
    fields.peekTag() === contextPrimitive(3) ? readReasons(fields, contextPrimitive(3)) : null;
  const indirect = flag(4, 'Indirect CRL');
  const attributes = flag(5, 'Only Attribute Certificates');
  fields.finish();
  parts.push(...scope, ...indirect);
  if (some !== null) parts.push(reasonsPart('Only Some Reasons', some));
  parts.push(...attributes);
  return parts.length === 0 ? emptyList : closed(parts);
});
