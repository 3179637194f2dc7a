import {
  encodeElement,
  encodeExplicit,
  encodeObjectIdentifier,
  encodeSequence,
  encodeSmallInteger,
} from '#pki/der/writer.ts';
import type { ForgedExtension } from './forge-certificate.ts';

/** A GeneralName as `form:value`: `dns:a.example`, `ip:10.0.0.0/8`, `dir:O=A/OU=B`. */
export function generalName(text: string): Uint8Array {
  const colon = text.indexOf(':');
  const [form, value] = [text.slice(0, colon), text.slice(colon + 1)];
  switch (form) {
    case 'email':
      return encodeElement(0x81, Buffer.from(value));
    case 'dns':
      return encodeElement(0x82, Buffer.from(value));
    case 'dir':
      return encodeExplicit(4, distinguishedName(value));
    case 'uri':
      return encodeElement(0x86, Buffer.from(value));
    case 'ip':
      return encodeElement(0x87, ipOctets(value));
    default:
      throw new Error(`${form} is no form of name`);
  }
}

const types: Readonly<Record<string, string>> = {
  C: '2.5.4.6',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  CN: '2.5.4.3',
  emailAddress: '1.2.840.113549.1.9.1',
};

/** A Name as `O=A/OU=B/CN=c`, from the root downwards. */
export function distinguishedName(text: string): Uint8Array {
  const rdns = text === '' ? [] : text.split('/');
  return encodeSequence(
    ...rdns.map((rdn) => {
      const [type = '', value = ''] = rdn.split('=');
      const stringTag = type === 'emailAddress' ? 0x16 : 0x0c;
      return encodeElement(
        0x31,
        encodeSequence(
          encodeObjectIdentifier(types[type] ?? type),
          encodeElement(stringTag, Buffer.from(value)),
        ),
      );
    }),
  );
}

/** IPv4 in dots, IPv6 as eight groups; a constraint has a prefix length behind a slash. */
function ipOctets(text: string): Uint8Array {
  const [address = '', prefix] = text.split('/');
  const octets = address.includes(':')
    ? address.split(':').flatMap((group) => {
        const number = Number.parseInt(group, 16);
        return [number >> 8, number & 0xff];
      })
    : address.split('.').map(Number);
  if (prefix === undefined) return Uint8Array.from(octets);
  const mask = octets.map((_, i) => {
    const bits = Math.min(Math.max(Number(prefix) - i * 8, 0), 8);
    return (0xff << (8 - bits)) & 0xff;
  });
  return Uint8Array.from([...octets, ...mask]);
}

/** subjectAltName with these names. */
export function subjectAltName(...names: readonly string[]): ForgedExtension {
  return { oid: '2.5.29.17', value: encodeSequence(...names.map(generalName)) };
}

/** nameConstraints, critical as RFC 5280 wants it. */
export function nameConstraints(constraints: {
  readonly permitted?: readonly string[];
  readonly excluded?: readonly string[];
}): ForgedExtension {
  const subtrees = (number: number, names: readonly string[] = []) =>
    names.length === 0
      ? []
      : [encodeElement(0xa0 | number, ...names.map((name) => encodeSequence(generalName(name))))];
  const value = encodeSequence(
    ...subtrees(0, constraints.permitted),
    ...subtrees(1, constraints.excluded),
  );
  return { oid: '2.5.29.30', critical: true, value };
}

/** certificatePolicies with these identifiers. */
export function certificatePolicies(...policies: readonly string[]): ForgedExtension {
  const value = encodeSequence(
    ...policies.map((policy) => encodeSequence(encodeObjectIdentifier(policy))),
  );
  return { oid: '2.5.29.32', value };
}

/** policyMappings, each from the issuer's policy to the subject's. */
export function policyMappings(
  ...mappings: readonly (readonly [issuer: string, subject: string])[]
): ForgedExtension {
  const value = encodeSequence(
    ...mappings.map((pair) => encodeSequence(...pair.map(encodeObjectIdentifier))),
  );
  return { oid: '2.5.29.33', critical: true, value };
}

/** policyConstraints, critical; what is left out does not take effect. */
export function policyConstraints(skip: {
  readonly explicit?: number;
  readonly mapping?: number;
}): ForgedExtension {
  const value = encodeSequence(
    ...(skip.explicit === undefined ? [] : [encodeSmallInteger(skip.explicit, 0x80)]),
    ...(skip.mapping === undefined ? [] : [encodeSmallInteger(skip.mapping, 0x81)]),
  );
  return { oid: '2.5.29.36', critical: true, value };
}

/** inhibitAnyPolicy, critical. */
export function inhibitAnyPolicy(skip: number): ForgedExtension {
  return { oid: '2.5.29.54', critical: true, value: encodeSmallInteger(skip) };
}
