import { domainToASCII } from 'node:url';
import { decodeDer } from '#pki/der/reader.ts';
import { contextConstructed, tag } from '#pki/der/tag.ts';
import { readObjectIdentifier } from '#pki/der/values.ts';
import { hexOf } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { textOfAttribute } from '#pki/x509/directory-string.ts';
import type { GeneralName } from '#pki/x509/general-name.ts';
import { nameToText } from '#pki/x509/name.ts';
import { decodeRdnSequence } from '#pki/x509/rdn-sequence.ts';
import { assertNever } from '#shared/model/result.ts';

const attributes = { commonName: '2.5.4.3', emailAddress: '1.2.840.113549.1.9.1' };

/** id-on-SmtpUTF8Mailbox, and the same encoded. */
const smtpUtf8Mailbox = '1.3.6.1.5.5.7.8.9';
const smtpUtf8Hex = '06082b06010505070809';
const noAddress: GeneralName = { form: 'email', value: '@' };

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
  const names: GeneralName[] = alternative.flatMap((name) => [name, ...mailboxOf(name)]);
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

/**
 * Reads an OtherName (RFC 5280 §4.2.1.6) that is an internationalised mailbox: it counts as an e-mail address
 * (RFC 9598 §6), its host in ASCII as the constraints have it. One that cannot be read becomes an address that
 * cannot be compared.
 *
 *     OtherName ::= SEQUENCE { type-id OBJECT IDENTIFIER, value [0] EXPLICIT ANY }
 */
function mailboxOf(name: GeneralName): readonly GeneralName[] {
  if (name.form !== 'otherName') return [];
  const decoded = decodeDer(name.encoded, (outer) => {
    const fields = outer.constructed('otherName', contextConstructed(0));
    if (readObjectIdentifier(fields, 'type-id') !== smtpUtf8Mailbox) {
      fields.rest();
      return null;
    }
    const value = fields.constructed('value', contextConstructed(0));
    const text = value.contents(value.element(tag.utf8String, 'SmtpUTF8Mailbox'));
    return Buffer.from(text).toString('utf8');
  });
  if (!decoded.ok) return hexOf(name.encoded).includes(smtpUtf8Hex) ? [noAddress] : [];
  if (decoded.value === null) return [];
  const at = decoded.value.lastIndexOf('@');
  const host = domainToASCII(decoded.value.slice(at + 1));
  return [{ form: 'email', value: `${decoded.value.slice(0, Math.max(at, 0))}@${host}` }];
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
