import type { CertificationRequest, RequestAttributeValue } from '#pki/pkcs10/decode-request.ts';
import { textOfAttribute } from '#pki/x509/directory-string.ts';
import { extensionLines } from './extensions/extension-text.ts';
import { indented } from './hex-lines.ts';
import { publicKeyLines } from './key-text.ts';
import { nameLine } from './name-text.ts';
import { longName } from './openssl-names.ts';
import { signatureLines } from './signature-text.ts';

/** A request as `openssl req -text -noout` prints it. */
export function requestText(request: CertificationRequest): readonly string[] {
  const { version, attributes, attributeValues, extensions } = request;
  return [
    'Certificate Request:',
    '    Data:',
    `        Version: ${version + 1} (0x${version})`,
    `        Subject: ${nameLine(request.subject)}`,
    ...indented(publicKeyLines(request), 8),
    '        Attributes:',
    ...(attributes.length === 0 ? ['            (none)'] : []),
    ...attributeValues.map((value) => `            ${attributeLine(value)}`),
    '            Requested Extensions:',
    ...extensionLines(extensions, 16),
    ...signatureLines(request.signatureAlgorithm, request.signature),
  ];
}

function attributeLine(attribute: RequestAttributeValue): string {
  const text = textOfAttribute(attribute) ?? 'unable to print attribute';
  return `${longName(attribute.type).padEnd(25)}:${text}`;
}
