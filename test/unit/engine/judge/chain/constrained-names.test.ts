import { describe, expect, it } from 'vitest';
import { constrainedNames } from '#engine/judge/chain/constrained-names.ts';
import { matchName } from '#engine/judge/chain/name-match.ts';
import {
  encodeElement,
  encodeExplicit,
  encodeObjectIdentifier,
  encodeSequence,
} from '#pki/der/writer.ts';
import { forge } from '../../../../support/forge-certificate.ts';

/** A certificate with an otherName in its subjectAltName. */
function emailsOf(type: string, value: Uint8Array): readonly string[] {
  const other = encodeElement(0xa0, encodeObjectIdentifier(type), encodeExplicit(0, value));
  const { certificate } = forge({
    name: 'Client',
    extensions: [{ oid: '2.5.29.17', critical: false, value: encodeSequence(other) }],
  });
  const { names } = constrainedNames(certificate, 0);
  return names.flatMap((name) => (name.form === 'email' ? [name.value] : []));
}

const utf8 = (text: string) => encodeElement(0x0c, Buffer.from(text));
const smtpUtf8Mailbox = '1.3.6.1.5.5.7.8.9';

describe('constrainedNames', () => {
  it('takes an internationalised mailbox for an e-mail address, its host in ASCII (RFC 9598 §6)', () => {
    expect(emailsOf(smtpUtf8Mailbox, utf8('é@bad.example'))).toEqual(['é@bad.example']);
    expect(emailsOf(smtpUtf8Mailbox, utf8('a@bücher.example'))).toEqual([
      'a@xn--bcher-kva.example',
    ]);
  });

  it('takes one that cannot be read for an address that cannot be compared', () => {
    const unreadable = [encodeElement(0x04, Buffer.from('x')), utf8('nobody'), utf8('a@')];
    const base = { form: 'email', value: 'bad.example' } as const;
    for (const value of unreadable) {
      const matches = emailsOf(smtpUtf8Mailbox, value).map((email) =>
        matchName({ form: 'email', value: email }, base),
      );
      expect(matches).toEqual(['cannot-compare']);
    }
  });

  it('leaves other names alone', () => {
    expect(emailsOf('1.3.6.1.4.1.311.20.2.3', utf8('a@bad.example'))).toEqual([]);
  });
});
