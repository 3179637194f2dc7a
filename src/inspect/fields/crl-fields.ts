import { crlExtensionOid, crlNumberOf, crlScopeOf } from '#pki/crl/crl-extensions.ts';
import type { CertificateList } from '#pki/crl/decode-crl.ts';
import type { RevokedCertificate } from '#pki/crl/revoked-certificates.ts';
import { hexOf } from '#pki/octets.ts';
import { nameToText } from '#pki/x509/name.ts';
import { serialNumberToText } from '#pki/x509/serial-number.ts';
import { identifySignatureAlgorithm } from '#pki/x509/signature-algorithm.ts';
import type { Asn1Node, FieldNode } from '#shared/model/inspection.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import { childNamed } from '../asn1/find-node.ts';
import { withLocalTime } from './derived-fields.ts';
import { fieldFromNode } from './field-from-node.ts';

/** Entries that are listed; the others are found by searching. */
const maxListed = 200;

/** The fields of a CRL; of one that is not well-formed, those of its tree. */
export function crlFields(
  root: Asn1Node,
  bytes: Uint8Array,
  crl: CertificateList | null,
): readonly FieldNode[] {
  const tbs = childNamed(root, 'tbsCertList');
  if (crl === null)
    return (tbs?.children ?? []).slice(0, 8).map((child) => fieldFromNode(child, bytes));
  const range = (name: string) => (tbs === null ? null : (childNamed(tbs, name)?.range ?? null));
  const row = (label: string, value: string, face: FieldNode['face'], name: string): FieldNode => ({
    label,
    value,
    face,
    range: range(name),
    children: [],
  });
  const extensions = tbs === null ? null : childNamed(tbs, 'crlExtensions');
  return [
    row('Issuer', nameToText(crl.issuer), 'text', 'issuer'),
    withLocalTime(
      row('thisUpdate', toRfc3339(crl.thisUpdate), 'mono', 'thisUpdate'),
      crl.thisUpdate,
    ),
    withLocalTime(
      row(
        'nextUpdate',
        crl.nextUpdate === null ? 'none' : toRfc3339(crl.nextUpdate),
        'mono',
        'nextUpdate',
      ),
      crl.nextUpdate,
    ),
    ...numberFields(crl),
    { ...row('Covers', scopeText(crl), 'text', 'crlExtensions') },
    revokedField(crl, range('revokedCertificates')),
    ...(extensions === null ? [] : [fieldFromNode(extensions, bytes)]),
    row('Version', `v${crl.version}`, 'text', 'version'),
    row(
      'Signature algorithm',
      identifySignatureAlgorithm(crl.signatureAlgorithm).name,
      'text',
      'signature',
    ),
    ...root.children
      .filter(({ name }) => name === 'signatureValue')
      .map((child) => fieldFromNode(child, bytes)),
  ];
}

function numberFields({ extensions }: CertificateList): readonly FieldNode[] {
  const field = (label: string, oid: string): readonly FieldNode[] => {
    const number = crlNumberOf(extensions, oid);
    if (number === null) return [];
    const decimal = BigInt(`0x${hexOf(number) || '0'}`).toString();
    return [{ label, value: decimal, face: 'mono', range: null, children: [] }];
  };
  return [
    ...field('CRL number', crlExtensionOid.crlNumber),
    ...field('Delta to CRL number', crlExtensionOid.deltaCrlIndicator),
  ];
}

function scopeText({ extensions }: CertificateList): string {
  const scope = crlScopeOf(extensions);
  if (scope === null) return 'a scope that cannot be read';
  const words = [
    scope.certificates === 'all'
      ? 'all certificates'
      : `${scope.certificates.replace('-', ' ')} alone`,
    scope.issuers === 'own' ? 'of its issuer' : 'of several issuers',
  ];
  if (scope.reasons === 'some') words.push('for some reasons');
  if (scope.distributionPoint !== null) words.push('of one distribution point');
  return words.join(', ');
}

function revokedField({ revoked }: CertificateList, range: FieldNode['range']): FieldNode {
  const children: FieldNode[] = [];
  for (let i = 0; i < Math.min(revoked.length, maxListed); i++) {
    const entry = revoked.at(i);
    if (entry !== null) children.push(entryField(entry));
  }
  const left = revoked.length - children.length;
  if (left > 0) {
    children.push({
      label: 'Not listed',
      value: `${left} more`,
      face: 'text',
      range: null,
      children: [],
    });
  }
  return {
    label: 'Revoked certificates',
    value: String(revoked.length),
    face: 'text',
    range,
    children,
  };
}

/** `2026-01-01T00:00:00Z, keyCompromise` under the serial number. */
function entryField({
  serialNumber,
  revocationDate,
  reason,
  range,
}: RevokedCertificate): FieldNode {
  const why = reason === null ? '' : `, ${reason}`;
  return {
    label: toReadableSerial(serialNumberToText(serialNumber)),
    value: `${toRfc3339(revocationDate)}${why}`,
    face: 'mono',
    range,
    children: [],
  };
}
