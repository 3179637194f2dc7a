import { type DerReader, decodeDer } from '#pki/der/reader.ts';
import { contextConstructed, contextPrimitive, tag } from '#pki/der/tag.ts';
import {
  readBooleanDefaultFalse,
  readGeneralizedTime,
  readIntegerOctets,
  readNull,
  readObjectIdentifier,
  readOctetString,
  readSmallInteger,
} from '#pki/der/values.ts';
import { colonHex } from '../hex-lines.ts';
import { integerText, magnitudeOf } from '../number-text.ts';
import { longName } from '../openssl-names.ts';
import { opensslTime } from '../time-text.ts';
import { distributionPoints, issuingDistributionPoint } from './distribution-points.ts';
import {
  commaList,
  type ExtensionPrinter,
  eachOf,
  emptyList,
  printing,
} from './extension-printer.ts';
import { readGeneralNameText, visible } from './general-names.ts';
import { nameConstraints } from './name-constraints.ts';
import { keyUsage, netscapeCertType } from './named-bits.ts';
import { certificatePolicies, policyConstraints, policyMappings } from './policies.ts';
import { signedTimestamps } from './timestamps.ts';

const basicConstraints = printing((outer) => {
  const fields = outer.constructed('BasicConstraints');
  const isCa = readBooleanDefaultFalse(fields, 'cA');
  const limit = fields.atEnd ? null : integerText(readIntegerOctets(fields, 'pathLenConstraint'));
  fields.finish();
  return [`CA:${isCa ? 'TRUE' : 'FALSE'}${limit === null ? '' : `, pathlen:${limit}`}`];
});

const subjectKeyIdentifier = printing((outer) => [
  colonHex(readOctetString(outer, 'SubjectKeyIdentifier')),
]);

/** AuthorityKeyIdentifier (RFC 5280 §4.2.1.1). */
const authorityKeyIdentifier = printing((outer) => {
  const fields = outer.constructed('AuthorityKeyIdentifier');
  const primitive = (number: number, name: string) =>
    fields.peekTag() === contextPrimitive(number) ? fields.contents(fields.any(name)) : null;
  const key = primitive(0, 'keyIdentifier');
  const names =
    fields.peekTag() === contextConstructed(1)
      ? eachOf(fields, (list) => readGeneralNameText(list, 'in-line'), contextConstructed(1))
      : [];
  const serial = primitive(2, 'authorityCertSerialNumber');
  fields.finish();
  const isKeyAlone = names.length === 0 && serial === null;
  const lines = [
    ...(key === null ? [] : [`${isKeyAlone ? '' : 'keyid:'}${colonHex(key)}`]),
    ...names,
    ...(serial === null ? [] : [`serial:${colonHex(magnitudeOf(serial).octets)}`]),
  ];
  return lines.length === 0 ? [''] : lines;
});

const purposes = printing((outer) =>
  commaList(eachOf(outer, (list) => longName(readObjectIdentifier(list, 'KeyPurposeId')))),
);

const generalNames = printing(
  (outer) => commaList(eachOf(outer, (list) => readGeneralNameText(list, 'in-line'))) ?? emptyList,
);

/** AuthorityInfoAccess and SubjectInfoAccess (RFC 5280 §4.2.2). */
const access = printing((outer) => {
  const lines = eachOf(outer, (list) => {
    const fields = list.constructed('AccessDescription');
    const method = longName(readObjectIdentifier(fields, 'accessMethod'));
    const location = readGeneralNameText(fields, 'in-line');
    fields.finish();
    return `${method} - ${location}`;
  });
  return lines.length === 0 ? emptyList : lines;
});

const privateKeyUsagePeriod = printing((outer) => {
  const fields = outer.constructed('PrivateKeyUsagePeriod');
  const time = (number: number, words: string) =>
    fields.peekTag() === contextPrimitive(number)
      ? [`${words}: ${opensslTime(readImplicitTime(fields, words))}`]
      : [];
  const parts = [...time(0, 'Not Before'), ...time(1, 'Not After')];
  fields.finish();
  return [parts.join(', ')];
});

/** GeneralizedTime under an implicit tag. */
function readImplicitTime(fields: DerReader, name: string): number {
  const octets = Uint8Array.from(fields.raw(fields.any(name)));
  octets[0] = tag.generalizedTime;
  const time = decodeDer(octets, (outer) => readGeneralizedTime(outer, name));
  if (!time.ok) fields.fail('invalid-time', name, fields.position, 'this is no time');
  return time.ok ? time.value : 0;
}

const features: Readonly<Record<number, string>> = { 5: 'status_request', 17: 'status_request_v2' };

const tlsFeature = printing((outer) => [
  eachOf(outer, (list) => {
    const number = readSmallInteger(list, 'feature');
    return features[number] ?? String(number);
  }).join(', '),
]);

const integer = printing((outer) => [integerText(readIntegerOctets(outer, 'number'))]);

const text = printing((outer) => [visible(outer.contents(outer.element(tag.ia5String, 'text')))]);

const noCheck = printing((outer) => {
  readNull(outer, 'OcspNoCheck');
  return [''];
});

const poison = printing((outer) => {
  readNull(outer, 'poison');
  return ['NULL'];
});

const reasons: Readonly<Record<number, string>> = {
  0: 'Unspecified',
  1: 'Key Compromise',
  2: 'CA Compromise',
  3: 'Affiliation Changed',
  4: 'Superseded',
  5: 'Cessation Of Operation',
  6: 'Certificate Hold',
  8: 'Remove From CRL',
  9: 'Privilege Withdrawn',
  10: 'AA Compromise',
};

const reasonCode = printing((outer) => {
  const number = readSmallInteger(outer, 'CRLReason', tag.enumerated);
  return [reasons[number] ?? String(number)];
});

const invalidityDate = printing((outer) => [opensslTime(readGeneralizedTime(outer, 'date'))]);

const holdInstruction = printing((outer) => [
  longName(readObjectIdentifier(outer, 'holdInstructionCode')),
]);

/** The extensions that OpenSSL writes in words, by object identifier. */
export const printers: Readonly<Record<string, ExtensionPrinter>> = {
  '2.5.29.14': subjectKeyIdentifier,
  '2.5.29.15': keyUsage,
  '2.5.29.16': privateKeyUsagePeriod,
  '2.5.29.17': generalNames,
  '2.5.29.18': generalNames,
  '2.5.29.19': basicConstraints,
  '2.5.29.20': integer,
  '2.5.29.21': reasonCode,
  '2.5.29.23': holdInstruction,
  '2.5.29.24': invalidityDate,
  '2.5.29.27': integer,
  '2.5.29.28': issuingDistributionPoint,
  '2.5.29.29': generalNames,
  '2.5.29.30': nameConstraints,
  '2.5.29.31': distributionPoints,
  '2.5.29.32': certificatePolicies,
  '2.5.29.33': policyMappings,
  '2.5.29.35': authorityKeyIdentifier,
  '2.5.29.36': policyConstraints,
  '2.5.29.37': purposes,
  '2.5.29.46': distributionPoints,
  '2.5.29.54': integer,
  '1.3.6.1.5.5.7.1.1': access,
  '1.3.6.1.5.5.7.1.11': access,
  '1.3.6.1.5.5.7.1.24': tlsFeature,
  '1.3.6.1.5.5.7.48.1.5': noCheck,
  '1.3.6.1.4.1.11129.2.4.2': signedTimestamps,
  '1.3.6.1.4.1.11129.2.4.3': poison,
  '2.16.840.1.113730.1.1': netscapeCertType,
  '2.16.840.1.113730.1.2': text,
  '2.16.840.1.113730.1.3': text,
  '2.16.840.1.113730.1.4': text,
  '2.16.840.1.113730.1.7': text,
  '2.16.840.1.113730.1.8': text,
  '2.16.840.1.113730.1.12': text,
  '2.16.840.1.113730.1.13': text,
};
