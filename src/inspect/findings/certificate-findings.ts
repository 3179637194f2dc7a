import type { Certificate } from '#pki/x509/certificate.ts';
import {
  decodeAuthorityInfoAccess,
  decodeExtendedKeyUsage,
  decodeExtension,
  decodeKeyUsage,
  findExtension,
} from '#pki/x509/extensions.ts';
import { extensionOid, keyPurposeOid, nameKeyPurpose } from '#pki/x509/oid.ts';
import { publicKeyToText } from '#pki/x509/public-key.ts';
import { summarizeCertificate } from '#pki/x509/summary.ts';
import type { Finding } from '#shared/model/finding.ts';
import { type EpochMs, toRfc3339 } from '#shared/model/time.ts';
import { oidName } from '../asn1/oid-name.ts';
import { dayMs, error, lengthText, note, warning } from './finding.ts';
import { signatureFindings } from './signature-findings.ts';

/** What a person should know of a certificate before resting a decision on it, gravest first. */
export function certificateFindings(certificate: Certificate, now: EpochMs): readonly Finding[] {
  const { isCa } = summarizeCertificate(certificate);
  return [
    ...validityFindings(certificate, now, isCa),
    ...signatureFindings('The certificate', certificate.signatureAlgorithm),
    ...keyFindings(certificate),
    ...serialFindings(certificate),
    ...extensionFindings(certificate),
    ...authorityFindings(certificate, isCa),
    ...purposeFindings(certificate, isCa),
    ...responderFindings(certificate),
    ...accessFindings(certificate, isCa),
  ].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

const severities: readonly Finding['severity'][] = ['error', 'warning', 'note'];

const longClientValidity = 3 * 366 * dayMs;

function validityFindings(
  { notBefore, notAfter }: Certificate,
  now: EpochMs,
  isCa: boolean,
): readonly Finding[] {
  const citation = 'RFC 5280 §4.1.2.5';
  if (notAfter < notBefore) {
    return [
      error('notAfter is before notBefore: there is no time at which it is valid.', citation),
    ];
  }
  if (now > notAfter) {
    const ago = lengthText(now - notAfter);
    return [error(`Expired at ${toRfc3339(notAfter)}, ${ago} ago.`, citation)];
  }
  if (now < notBefore) {
    const wait = lengthText(notBefore - now);
    return [error(`Not valid before ${toRfc3339(notBefore)}, in ${wait}.`, citation)];
  }
  if (isCa || notAfter - notBefore <= longClientValidity) return [];
  const length = lengthText(notAfter - notBefore);
  const message = `Valid for ${length}: for that long, revocation is all that stops a stolen key.`;
  return [note(message, 'local policy')];
}

function keyFindings(certificate: Certificate): readonly Finding[] {
  const text = publicKeyToText(certificate);
  const bits = Number(/^RSA(?:-PSS)? (\d+)$/.exec(text)?.[1] ?? Number.NaN);
  return bits < 2_048
    ? [warning(`The key is ${text}: too short to be relied on.`, 'local policy')]
    : [];
}

function serialFindings({ serialNumber }: Certificate): readonly Finding[] {
  const citation = 'RFC 5280 §4.1.2.2';
  const first = serialNumber[0] ?? 0;
  if (first >= 0x80) return [warning('The serial number is negative.', citation)];
  if (serialNumber.every((octet) => octet === 0)) {
    return [warning('The serial number is zero.', citation)];
  }
  if (serialNumber.length <= 20) return [];
  return [
    warning(`The serial number has ${serialNumber.length} octets; 20 are allowed.`, citation),
  ];
}

const understood: ReadonlySet<string> = new Set(Object.values(extensionOid));

function extensionFindings({ extensions }: Certificate): readonly Finding[] {
  return extensions
    .filter(({ critical, oid }) => critical && !understood.has(oid))
    .map(({ oid }) => {
      const name = oidName(oid);
      const what = name === null ? oid : `${name} (${oid})`;
      const message = `The extension ${what} is critical: who does not understand it must refuse the certificate.`;
      return warning(message, 'RFC 5280 §4.2');
    });
}

function authorityFindings(certificate: Certificate, isCa: boolean): readonly Finding[] {
  if (!isCa) return [];
  const findings: Finding[] = [];
  const constraints = findExtension(certificate, extensionOid.basicConstraints);
  if (constraints !== null && !constraints.critical) {
    findings.push(
      warning('A CA certificate whose basicConstraints is not critical.', 'RFC 5280 §4.2.1.9'),
    );
  }
  const usage = decodeExtension(certificate, extensionOid.keyUsage, decodeKeyUsage);
  if (usage.ok && usage.value !== null && !usage.value.has('keyCertSign')) {
    const message =
      'A CA certificate whose keyUsage has no keyCertSign: it may not issue certificates.';
    findings.push(error(message, 'RFC 5280 §4.2.1.3'));
  }
  return findings;
}

function purposesOf(certificate: Certificate): readonly string[] | null {
  const purposes = decodeExtension(
    certificate,
    extensionOid.extendedKeyUsage,
    decodeExtendedKeyUsage,
  );
  return purposes.ok ? purposes.value : null;
}

function purposeFindings(certificate: Certificate, isCa: boolean): readonly Finding[] {
  const purposes = purposesOf(certificate);
  if (isCa || purposes === null) return [];
  const serves = [keyPurposeOid.clientAuth, keyPurposeOid.any, keyPurposeOid.ocspSigning];
  if (serves.some((oid) => purposes.includes(oid))) return [];
  const named = purposes.map(nameKeyPurpose).join(', ');
  const message = `Not meant for client authentication: extendedKeyUsage is ${named}.`;
  return [note(message, 'RFC 5280 §4.2.1.12')];
}

const longResponderValidity = 92 * dayMs;

/** Of a delegated responder's certificate (RFC 6960 §4.2.2.2). */
function responderFindings(certificate: Certificate): readonly Finding[] {
  const citation = 'RFC 6960 §4.2.2.2.1';
  const isResponder = purposesOf(certificate)?.includes(keyPurposeOid.ocspSigning) === true;
  const hasNoCheck = findExtension(certificate, extensionOid.ocspNoCheck) !== null;
  if (!isResponder) {
    const message =
      'id-pkix-ocsp-nocheck without id-kp-OCSPSigning in extendedKeyUsage: it has no effect.';
    return hasNoCheck ? [note(message, citation)] : [];
  }
  if (!hasNoCheck) {
    const message =
      'An OCSP responder without id-pkix-ocsp-nocheck: whoever trusts its answers has to ask whether it is revoked itself.';
    return [warning(message, citation)];
  }
  const length = certificate.notAfter - certificate.notBefore;
  if (length <= longResponderValidity) return [];
  const message = `An OCSP responder that nobody checks (id-pkix-ocsp-nocheck), for ${lengthText(length)}: a stolen key would serve that long.`;
  return [note(message, citation)];
}

function accessFindings(certificate: Certificate, isCa: boolean): readonly Finding[] {
  const citation = 'RFC 5280 §4.2.2.1';
  const access = decodeExtension(
    certificate,
    extensionOid.authorityInfoAccess,
    decodeAuthorityInfoAccess,
  );
  if (!access.ok) {
    const { message, offset } = access.error;
    const what = `authorityInfoAccess cannot be read: ${message} (octet ${offset} of the extension).`;
    return [error(what, citation)];
  }
  const [first, ...ignored] = access.value?.ocspUris ?? [];
  if (first === undefined) return isCa ? [] : [withoutResponder(certificate)];
  const findings: Finding[] = [];
  if (ignored.length > 0) {
    const message = `${ignored.length + 1} OCSP URIs: only the first, ${first}, is asked; not asked: ${ignored.join(', ')}.`;
    findings.push(warning(message, citation));
  }
  if (/^https:/i.test(first)) {
    const message = `The OCSP URI is https: reaching ${first} needs a certificate that has to be checked in turn.`;
    findings.push(note(message, 'RFC 5280 §8'));
  } else if (!/^http:/i.test(first)) {
    findings.push(warning(`The first OCSP URI, ${first}, is neither http nor https.`, citation));
  }
  return findings;
}

function withoutResponder(certificate: Certificate): Finding {
  if (findExtension(certificate, extensionOid.ocspNoCheck) !== null) {
    return note('No OCSP URI, as it says itself that it is not checked.', 'RFC 6960 §4.2.2.2.1');
  }
  const message = 'No OCSP URI in authorityInfoAccess: a check needs a configured responder URI.';
  return warning(message, 'RFC 6960 §3.1');
}
