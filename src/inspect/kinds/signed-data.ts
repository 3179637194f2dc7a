import { berToDer } from '#pki/cms/ber-to-der.ts';
import {
  type ContentInfo,
  contentTypeOid,
  decodeContentInfo,
  type SignedData,
} from '#pki/cms/decode-signed-data.ts';
import { nameToText } from '#pki/x509/name.ts';
import { serialNumberToText } from '#pki/x509/serial-number.ts';
import { identifySignatureAlgorithm } from '#pki/x509/signature-algorithm.ts';
import type { FieldNode, InspectedObject } from '#shared/model/inspection.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import { contentInfo } from '../asn1/cms-schema.ts';
import { oidName } from '../asn1/oid-name.ts';
import { inspectAttributeCertificate } from './attribute-certificate.ts';
import { inspectCertificate } from './certificate.ts';
import { inspectCrl } from './crl.ts';
import { counted, type InspectContext, textField } from './inspected.ts';
import { inspectWith } from './recipe.ts';

/** A PKCS#7 file or CMS message (RFC 5652); the certificates and CRLs of SignedData are opened. */
export function inspectSignedData(bytes: Uint8Array, context: InspectContext): InspectedObject {
  return inspectWith<ContentInfo>(asDer(bytes), {
    kind: 'pkcs7',
    pemLabel: 'PKCS7',
    type: contentInfo,
    decode: decodeContentInfo,
    fields: (_root, _bytes, info) => (info === null ? [] : contentFields(info)),
    findings: () => [],
    title: (info) => (info === null ? 'PKCS#7, not well-formed' : titleOf(info)),
    contains: (info) => (info.kind === 'other' ? [] : containedIn(info.signedData, context)),
  });
}

/** Offsets and tree are those of the DER, where a file is BER. */
function asDer(bytes: Uint8Array): Uint8Array {
  const der = berToDer(bytes);
  return der.ok ? der.value : bytes;
}

function titleOf(info: ContentInfo): string {
  if (info.kind === 'other') return `PKCS#7: ${oidName(info.contentType) ?? info.contentType}`;
  const { certificates, crls, contentType } = info.signedData;
  if (contentType === contentTypeOid.timestampInfo) return 'Timestamp token';
  const parts = [counted(certificates.length, 'certificate')];
  if (crls.length > 0) parts.push(counted(crls.length, 'CRL'));
  return `PKCS#7 with ${parts.join(' and ')}`;
}

function contentFields(info: ContentInfo): readonly FieldNode[] {
  if (info.kind === 'other') {
    return [textField('Content type', oidName(info.contentType) ?? info.contentType)];
  }
  const { certificates, crls, signers, contentType, content } = info.signedData;
  return [
    textField('Certificates', String(certificates.length)),
    textField('CRLs', String(crls.length)),
    textField('Signs', content === null ? 'nothing in this file' : `${content.length} octets`),
    textField('Content type', oidName(contentType) ?? contentType),
    ...signers.map((signer) => {
      const who =
        signer.issuer === null
          ? 'named by its key identifier'
          : `serial number ${toReadableSerial(serialNumberToText(signer.serialNumber ?? new Uint8Array()))} of ${nameToText(signer.issuer)}`;
      const { name } = identifySignatureAlgorithm(signer.signatureAlgorithm);
      return textField('Signer', who, [
        textField('Signature algorithm', oidName(signer.signatureAlgorithm.oid) ?? name),
        textField('Digest', oidName(signer.digestAlgorithm.oid) ?? signer.digestAlgorithm.oid),
      ]);
    }),
  ];
}

/** The certificates and CRLs of SignedData as objects. */
export function containedIn(
  { certificates, crls }: SignedData,
  context: InspectContext,
): readonly InspectedObject[] {
  return [
    ...certificates.map((der) =>
      der[0] === 0x30
        ? inspectCertificate(der, context)
        : inspectAttributeCertificate(asSequence(der)),
    ),
    ...crls.map((der) => inspectCrl(der, context)),
  ];
}

/** An attribute certificate in a CertificateSet has an implicit tag in place of its own. */
function asSequence(der: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(der);
  copy[0] = 0x30;
  return copy;
}
