import { decodeCrl } from '#pki/crl/decode-crl.ts';
import { decodeCertificationRequest } from '#pki/pkcs10/decode-request.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import type { InspectedObject } from '#shared/model/inspection.ts';
import { toSafeText } from '#shared/wording/safe-text.ts';
import { certificateText } from './certificate-text.ts';
import { crlText } from './crl-text.ts';
import { fieldLines } from './field-lines.ts';
import { requestText } from './request-text.ts';

/**
 * An object in text: a certificate, a CRL and a request as `openssl … -text` prints them, anything else by its
 * fields; what a container holds follows. Lines end with a line feed, and hold no character that steers a terminal.
 */
export function textOfObject(object: InspectedObject): string {
  return `${linesOf(object)
    .map((line) => toSafeText(line).trimEnd())
    .join('\n')}\n`;
}

function linesOf(object: InspectedObject): readonly string[] {
  const inside = object.contains.flatMap((one) => ['', ...linesOf(one)]);
  return [...(wellKnownText(object) ?? plainText(object)), ...inside];
}

/** null for what OpenSSL has no text of, and for what is not well-formed. */
function wellKnownText({ kind, bytes }: InspectedObject): readonly string[] | null {
  switch (kind) {
    case 'certificate': {
      const certificate = decodeCertificate(bytes);
      return certificate.ok ? certificateText(certificate.value) : null;
    }
    case 'crl': {
      const crl = decodeCrl(bytes);
      return crl.ok ? crlText(crl.value) : null;
    }
    case 'certificate-request': {
      const request = decodeCertificationRequest(bytes);
      return request.ok ? requestText(request.value) : null;
    }
    default:
      return null;
  }
}

function plainText({ title, problem, fields }: InspectedObject): readonly string[] {
  const lines = fieldLines(fields, 2).map(({ label, value }) =>
    value === '' ? `${label}:` : `${label}: ${value}`,
  );
  return [`${title}:`, ...(problem === null ? [] : [`    ${problem.message}`]), ...lines];
}
