import { domainToUnicode } from 'node:url';
import { isSameOctets } from '#pki/octets.ts';
import { textOfAttribute } from '#pki/x509/directory-string.ts';
import { decodeRdnSequence } from '#pki/x509/rdn-sequence.ts';
import type { CertificateSubject } from './certificate-subject.ts';

/** A text of a name, and where it stands. */
export interface NameText {
  readonly where: string;
  readonly text: string;
}

/** Every text of the subject, the issuer and subjectAltName; internationalised host names as they are read. */
export function textsOf(subject: CertificateSubject): readonly NameText[] {
  const known = read.get(subject);
  if (known !== undefined) return known;
  const texts = readTexts(subject);
  read.set(subject, texts);
  return texts;
}

const read = new WeakMap<CertificateSubject, readonly NameText[]>();

function readTexts({ certificate, names }: CertificateSubject): readonly NameText[] {
  const { subject, issuer } = certificate;
  const isOneName = isSameOctets(subject, issuer);
  return [
    ...attributesOf('The subject', subject),
    ...(isOneName ? [] : attributesOf('The issuer', issuer)),
    ...(names?.dns ?? []).map((name) => ({ where: 'A DNS name', text: readable(name) })),
    ...(names?.email ?? []).map((text) => ({ where: 'An e-mail address', text })),
    ...(names?.uri ?? []).map((text) => ({ where: 'A URI', text })),
  ];
}

function readable(name: string): string {
  return /(^|\.)xn--/i.test(name) ? domainToUnicode(name) || name : name;
}

function attributesOf(where: string, name: Uint8Array): readonly NameText[] {
  return (decodeRdnSequence(name) ?? []).flat().flatMap((attribute) => {
    const text = textOfAttribute(attribute);
    return text === null ? [] : [{ where, text }];
  });
}
