import { nameToText } from '#pki/x509/name.ts';
import type { Asn1Node, FieldNode } from '#shared/model/inspection.ts';
import { dottedOf } from '../asn1/expectations.ts';
import { oidName } from '../asn1/oid-name.ts';
import { countText } from './count-text.ts';
import { encodedField } from './derived-fields.ts';
import { extensionInWords } from './extension-words.ts';
import { labelOf } from './label.ts';
import { leaf, leafField, nameOfNumber } from './leaf-field.ts';
import { otherNameField } from './other-name-field.ts';
import { timestampFields } from './sct-fields.ts';

/** Characters up to which the entries of a list are shown in one line. */
const maxSummary = 160;

/** What a person reads of one element of a named ASN.1 tree, with everything below it. */
export function fieldFromNode(node: Asn1Node, bytes: Uint8Array): FieldNode {
  const label = node.name === null ? node.type : labelOf(node.name);
  switch (node.name) {
    case 'Extension':
      return extensionField(node, bytes);
    case 'AccessDescription':
      return accessField(node, bytes);
    case 'AttributeTypeAndValue':
      return attributeField(node, bytes);
    case 'otherName':
      return otherNameField(node);
    case 'version':
      return { ...leaf(label, nameOfNumber(deepest(node)), node), face: 'text' };
    default:
      break;
  }
  if (isName(node)) return { ...nameField(label, unwrapped(node), bytes), range: node.range };
  if (isAlgorithm(node)) return algorithmField(label, node, bytes);
  const inner = unwrapped(node);
  if (inner !== node) return { ...fieldFromNode(inner, bytes), label, range: node.range };
  return node.children.length === 0 ? leafField(label, node, bytes) : group(label, node, bytes);
}

/** A group of fields; its value sums them up where that is short. */
function group(label: string, node: Asn1Node, bytes: Uint8Array): FieldNode {
  const children = node.children.map((child) => fieldFromNode(child, bytes));
  const faces = new Set(children.map(({ face }) => face));
  const isMono = faces.size === 1 && faces.has('mono') && !labelledLists.has(node.name ?? '');
  return {
    label,
    value: summary(node, children),
    face: isMono ? 'mono' : 'text',
    range: node.range,
    children,
  };
}

/** Groups of unlike fields that are a list all the same: each entry is told with its label. */
const labelledLists = new Set([
  'AuthorityInfoAccessSyntax',
  'SubjectInfoAccessSyntax',
  'SubjectAltName',
  'IssuerAltName',
]);

function summary(node: Asn1Node, children: readonly FieldNode[]): string | null {
  if (node.name === 'Extensions') return countText(children.length, 'extension');
  if (node.name === 'validity') return children.map(({ value }) => value).join(' to ');
  const values = children.map(({ value }) => value);
  if (values.length === 0 || values.includes(null)) return null;
  const isLabelled = labelledLists.has(node.name ?? '');
  if (!isLabelled && new Set(children.map(({ label }) => label)).size > 1) return null;
  const words = children.map(({ label, value }) => (isLabelled ? `${label} ${value}` : value));
  const text = words.map((word) => word?.replace(/ \([0-9.]+\)$/, '')).join(', ');
  return text.length <= maxSummary ? text : countText(values.length, 'entry');
}

/** Follows wrappers that say nothing of their own: explicit tags, and the strings that hold DER. */
function unwrapped(node: Asn1Node): Asn1Node {
  const [only] = node.children;
  if (only === undefined || node.children.length > 1) return node;
  return node.type.startsWith('[') || node.type.endsWith('STRING') ? unwrapped(only) : node;
}

function deepest(node: Asn1Node): Asn1Node {
  const [first] = node.children;
  return first === undefined ? node : deepest(first);
}

function isName(node: Asn1Node): boolean {
  const [first] = unwrapped(node).children;
  return first?.name === 'RelativeDistinguishedName';
}

function nameField(label: string, node: Asn1Node, bytes: Uint8Array): FieldNode {
  const { offset, length } = node.range;
  const attributes = node.children.flatMap((set) => set.children);
  return {
    label,
    value: nameToText(bytes.subarray(offset, offset + length)),
    face: 'text',
    range: node.range,
    children: [
      ...attributes.map((attribute) => attributeField(attribute, bytes)),
      encodedField(node, bytes),
    ],
  };
}

function attributeField(node: Asn1Node, bytes: Uint8Array): FieldNode {
  const [type, value] = node.children;
  const dotted = type === undefined ? null : dottedOf(type);
  const label = dotted === null ? 'Attribute' : labelOf(oidName(dotted) ?? dotted);
  if (value === undefined) return leaf(label, null, node);
  return { ...fieldFromNode({ ...value, name: null }, bytes), label, range: node.range };
}

function isAlgorithm(node: Asn1Node): boolean {
  const [first] = node.children;
  return first?.name === 'algorithm' && first.type === 'OBJECT IDENTIFIER';
}

function algorithmField(label: string, node: Asn1Node, bytes: Uint8Array): FieldNode {
  const [algorithm, parameters] = node.children;
  const dotted = algorithm === undefined ? null : dottedOf(algorithm);
  const known = dotted === null ? null : (oidName(dotted) ?? dotted);
  const children = node.children
    .filter((child) => child.type !== 'NULL')
    .map((child) => fieldFromNode(child, bytes));
  const curve = parameters?.type === 'OBJECT IDENTIFIER' ? dottedOf(parameters) : null;
  const value = curve === null ? known : `${known}, ${oidName(curve) ?? curve}`;
  return { label, value, face: 'text', range: node.range, children };
}

function accessField(node: Asn1Node, bytes: Uint8Array): FieldNode {
  const [method, location] = node.children;
  const dotted = method === undefined ? null : dottedOf(method);
  const label = dotted === null ? 'Access' : labelOf(oidName(dotted) ?? dotted);
  if (location === undefined) return leaf(label, null, node);
  return { ...fieldFromNode(location, bytes), label, range: node.range };
}

function extensionField(node: Asn1Node, bytes: Uint8Array): FieldNode {
  const [id, ...others] = node.children;
  const dotted = id === undefined ? null : dottedOf(id);
  const name = dotted === null ? null : oidName(dotted);
  const isCritical = others.some((child) => child.name === 'critical' && child.value === 'TRUE');
  const value = others.find((child) => child.name === 'extnValue');
  const contents = value === undefined ? null : contentsField(value, bytes);
  const words = [contents?.value ?? null, isCritical ? 'critical' : null];
  return {
    label: name === null ? (dotted ?? 'Extension') : labelOf(name),
    value: words.filter((word) => word !== null).join(' · ') || emptyText(contents),
    face: contents?.face ?? 'text',
    range: node.range,
    children: contents?.children ?? [],
  };
}

function emptyText(contents: FieldNode | null): string | null {
  return contents !== null && contents.children.length === 0 ? 'empty' : null;
}

function contentsField(value: Asn1Node, bytes: Uint8Array): FieldNode {
  const inner = unwrapped(value);
  switch (inner.name) {
    case 'BasicConstraints':
      return { ...fieldFromNode(inner, bytes), value: constraintsText(inner), face: 'text' };
    case 'OcspNoCheck':
      return leaf('', 'present: the revocation of this certificate is not asked about', inner);
    case 'Poison':
      return leaf('', 'present: a precertificate, which nobody may take for a certificate', inner);
    case 'ExtendedRevoke':
      return leaf('', 'present: certificates that were never issued count as revoked', inner);
    case 'SignedCertificateTimestampList': {
      const start = inner.range.offset + inner.headerLength;
      const end = inner.range.offset + inner.range.length;
      const children = timestampFields(bytes, { start, end });
      if (children === null) break;
      return { ...leaf('', `${children.length} timestamps`, inner), children };
    }
    default:
      break;
  }
  const field = extensionInWords(inner.name, fieldFromNode(inner, bytes));
  // Of an unknown extension the type is all that is known of a value without parts.
  return inner.name === null && inner.children.length === 0
    ? { ...field, children: [field] }
    : field;
}

function constraintsText(node: Asn1Node): string {
  const isCa = node.children.some((child) => child.name === 'cA' && child.value === 'TRUE');
  const limit = node.children.find((child) => child.name === 'pathLenConstraint')?.value;
  if (!isCa) return 'not a CA';
  return limit === undefined || limit === null ? 'CA' : `CA, path length at most ${limit}`;
}
