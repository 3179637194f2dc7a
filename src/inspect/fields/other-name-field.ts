import { domainToASCII } from 'node:url';
import type { Asn1Node, FieldNode } from '#shared/model/inspection.ts';
import { toSafeText } from '#shared/wording/safe-text.ts';
import { dottedOf } from '../asn1/expectations.ts';
import { oidName } from '../asn1/oid-name.ts';
import { inBothForms } from './domain-text.ts';

/** What people call the names that have no form of their own in GeneralName. */
const names: Readonly<Record<string, string>> = {
  '1.3.6.1.4.1.311.20.2.3': 'User principal name',
  '1.3.6.1.4.1.311.25.1': 'Domain controller GUID',
  '1.3.6.1.4.1.311.25.2.1': 'Security identifier (SID)',
  '1.3.6.1.5.2.2': 'Kerberos principal name',
  '1.3.6.1.5.5.7.8.3': 'Permanent identifier',
  '1.3.6.1.5.5.7.8.4': 'Hardware module name',
  '1.3.6.1.5.5.7.8.5': 'XMPP address',
  '1.3.6.1.5.5.7.8.7': 'Service name',
  '1.3.6.1.5.5.7.8.8': 'NAI realm',
  '1.3.6.1.5.5.7.8.9': 'Email address, internationalised',
};

const smtpUtf8Mailbox = '1.3.6.1.5.5.7.8.9';
const securityIdentifier = '1.3.6.1.4.1.311.25.2.1';

/** An OtherName under what it is, with its type below. */
export function otherNameField(node: Asn1Node): FieldNode {
  const [id, wrapper] = node.children;
  const dotted = id === undefined ? null : dottedOf(id);
  const name = dotted === null ? undefined : names[dotted];
  const inner = wrapper === undefined ? null : deepest(wrapper);
  const value = inner?.value ?? null;
  const { range } = node;
  const shown = value === null ? null : toSafeText(readable(value, dotted));
  return {
    label: name ?? 'Other name',
    value: shown,
    face: 'mono',
    range,
    children: [
      {
        label: 'Type',
        value: dotted === null ? null : typeText(dotted),
        face: 'mono',
        range: id?.range ?? range,
        children: [],
      },
    ],
  };
}

function typeText(dotted: string): string {
  const name = oidName(dotted);
  return name === null ? dotted : `${name} (${dotted})`;
}

/** Windows puts the characters of an identifier into an OCTET STRING. */
function readable(value: string, type: string | null): string {
  if (type === smtpUtf8Mailbox) return mailboxText(value);
  return type === securityIdentifier && /^(?:[0-9a-f]{2})+$/.test(value)
    ? Buffer.from(value, 'hex').toString('latin1')
    : value;
}

function deepest(node: Asn1Node): Asn1Node {
  const [only] = node.children;
  return only === undefined || node.children.length > 1 ? node : deepest(only);
}

/** RFC 9598 §3 has the domain in A-labels, RFC 8398 had it in U-labels: both are told. */
function mailboxText(mailbox: string): string {
  const at = mailbox.lastIndexOf('@');
  const domain = mailbox.slice(at + 1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
  if (/^[\x00-\x7f]*$/.test(domain)) return inBothForms(mailbox);
  const ascii = domainToASCII(domain);
  return ascii === '' ? mailbox : `${mailbox} (${mailbox.slice(0, at + 1)}${ascii})`;
}
