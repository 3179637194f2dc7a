import type { DerReader } from '#pki/der/reader.ts';
import { contextPrimitive, tag } from '#pki/der/tag.ts';
import { readIntegerOctets, readObjectIdentifier } from '#pki/der/values.ts';
import { textOfAttribute } from '#pki/x509/directory-string.ts';
import { integerText } from '../number-text.ts';
import { longName } from '../openssl-names.ts';
import { commaList, eachOf, printing } from './extension-printer.ts';
import { visible } from './general-names.ts';

/**
 * CertificatePolicies (RFC 5280 §4.2.1.4):
 *
 *     PolicyInformation ::= SEQUENCE {
 *         policyIdentifier  OBJECT IDENTIFIER,
 *         policyQualifiers  SEQUENCE OF PolicyQualifierInfo OPTIONAL }
 */
export const certificatePolicies = printing((outer) => {
  const policies = eachOf(outer, (list) => {
    const fields = list.constructed('PolicyInformation');
    const policy = `Policy: ${longName(readObjectIdentifier(fields, 'policyIdentifier'))}`;
    const qualifiers = fields.atEnd ? [] : eachOf(fields, readQualifier).flat();
    fields.finish();
    return [policy, ...qualifiers.map((line) => `  ${line}`)];
  });
  return policies.length === 0 ? [''] : policies.flat();
});

function readQualifier(list: DerReader): readonly string[] {
  const fields = list.constructed('PolicyQualifierInfo');
  const id = readObjectIdentifier(fields, 'policyQualifierId');
  const lines = readQualifierValue(fields, id);
  fields.finish();
  return lines;
}

function readQualifierValue(fields: DerReader, id: string): readonly string[] {
  if (id === '1.3.6.1.5.5.7.2.1') {
    return [`CPS: ${visible(fields.contents(fields.element(tag.ia5String, 'cPSuri')))}`];
  }
  if (id === '1.3.6.1.5.5.7.2.2') return ['User Notice:', ...readNotice(fields)];
  if (!fields.atEnd) fields.any('qualifier');
  return [`Unknown Qualifier: ${longName(id)}`];
}

/**
 *     UserNotice ::= SEQUENCE {
 *         noticeRef     SEQUENCE { organization DisplayText, noticeNumbers SEQUENCE OF INTEGER } OPTIONAL,
 *         explicitText  DisplayText OPTIONAL }
 */
function readNotice(fields: DerReader): readonly string[] {
  const notice = fields.constructed('UserNotice');
  const lines: string[] = [];
  const reference = notice.optionalConstructed('noticeRef', tag.sequence);
  if (reference !== null) {
    lines.push(`  Organization: ${readDisplayText(reference)}`);
    const numbers = eachOf(reference, (list) => integerText(readIntegerOctets(list, 'number')));
    lines.push(`  Number${numbers.length === 1 ? '' : 's'}: ${numbers.join(', ')}`);
    reference.finish();
  }
  if (!notice.atEnd) lines.push(`  Explicit Text: ${readDisplayText(notice)}`);
  notice.finish();
  return lines;
}

/** Characters where OpenSSL writes the octets as they stand: the same for UTF-8, and readable for the others. */
function readDisplayText(fields: DerReader): string {
  const element = fields.any('DisplayText');
  const contents = fields.contents(element);
  const encoded = fields.raw(element);
  const text = textOfAttribute({ type: '', valueTag: element.tag, contents, encoded });
  return text ?? visible(contents);
}

/** PolicyMappings (RFC 5280 §4.2.1.5). */
export const policyMappings = printing((outer) =>
  commaList(
    eachOf(outer, (list) => {
      const fields = list.constructed('PolicyMapping');
      const issuer = longName(readObjectIdentifier(fields, 'issuerDomainPolicy'));
      const subject = longName(readObjectIdentifier(fields, 'subjectDomainPolicy'));
      fields.finish();
      return `${issuer}:${subject}`;
    }),
  ),
);

/** PolicyConstraints (RFC 5280 §4.2.1.11). */
export const policyConstraints = printing((outer) => {
  const fields = outer.constructed('PolicyConstraints');
  const part = (number: number, words: string) =>
    fields.peekTag() === contextPrimitive(number)
      ? [`${words}:${integerText(readIntegerOctets(fields, words, contextPrimitive(number)))}`]
      : [];
  const parts = [...part(0, 'Require Explicit Policy'), ...part(1, 'Inhibit Policy Mapping')];
  if (parts.length === 0) fields.fail('missing-element', '', fields.position, 'it is empty');
  fields.finish();
  return commaList(parts);
});
