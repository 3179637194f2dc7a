import { hexOf } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { textOfAttribute } from '#pki/x509/directory-string.ts';
import type { GeneralName } from '#pki/x509/general-name.ts';
import { nameToText } from '#pki/x509/name.ts';
import { decodeRdnSequence } from '#pki/x509/rdn-sequence.ts';
import { assertNever } from '#shared/model/result.ts';

const attributes = { commonName: '2.5.4.3', emailAddress: '1.2.840.113549.1.9.1' };

/** A host name of two labels or more: what a commonName is taken for where it looks like one. */
const hostName = /^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$/i;

/** The names of one certificate that constraints of the CAs above it apply to. */
export interface ConstrainedNames {
  readonly names: readonly GeneralName[];
  /** Why the names cannot be told; null where they can. */
  readonly unreadable: string | null;
}

/**
 * The subject and the subjectAltName (RFC 5280 §6.1.3 (b)), and e-mail addresses in the subject (§4.2.1.10).
 *
 * Deviation: as OpenSSL does, a commonName of an end certificate that looks like a host name counts as one where
 * no DNS name stands in subjectAltName, and an e-mail address in the subject counts beside a subjectAltName.
 */
export function constrainedNames(certificate: Certificate, depth: number): ConstrainedNames {
  const { subjectAltName } = certificate.facts.extensions;
  if (!subjectAltName.ok) {
    const { path, message } = subjectAltName.error;
    return { names: [], unreadable: `${path}: ${message}` };
  }
  const alternative = subjectAltName.value ?? [];
  const rdns = decodeRdnSequence(certificate.subject);
  if (rdns === null) return { names: [], unreadable: 'the subject is no Name' };
  const names: GeneralName[] = [...alternative];
  if (rdns.length > 0) names.push({ form: 'directory', name: certificate.subject });
  const hasDns = alternative.some(({ form }) => form === 'dns');
  for (const attribute of rdns.flat()) {
    const text = textOfAttribute(attribute);
    if (text === null) continue;
    if (attribute.type === attributes.emailAddress) names.push({ form: 'email', value: text });
    const mayBeHost = depth === 0 && !hasDns && attribute.type === attributes.commonName;
    if (mayBeHost && text.length <= 255 && hostName.test(text)) {
      names.push({ form: 'dns', value: text });
    }
  }
  return { names, unreadable: null };
}

/** A name with its form, as a person reads it: `DNS name a.example`. */
export function describeName(name: GeneralName): string {
  switch (name.form) {
    case 'dns':
      return `DNS name ${shown(name.value)}`;
    case 'email':
      return `e-mail address ${shown(name.value)}`;
    case 'uri':
      return `URI ${shown(name.value)}`;
    case 'ip':
      return `IP address ${ipText(name.octets)}`;
    case 'directory':
      return `name ${nameToText(name.name)}`;
    case 'otherName':
    case 'x400Address':
    case 'ediPartyName':
    case 'registeredID':
      return name.form;
    default:
      return assertNever(name);
  }
}

const longestShown = 200;

function shown(text: string): string {
  const readable = text.replace(/[^\x20-\x7e]/g, '\ufffd');
  return readable.length > longestShown ? `${readable.slice(0, longestShown)}…` : readable;
}

function ipText(octets: Uint8Array): string {
  if (octets.length === 4) return octets.join('.');
  const groups = hexOf(octets.subarray(0, longestShown)).match(/.{1,4}/g) ?? [];
  return octets.length === 16
    ? groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')
    : groups.join('');
}
