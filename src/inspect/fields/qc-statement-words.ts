import type { FieldNode } from '#shared/model/inspection.ts';
import { countText } from './count-text.ts';

const types: Readonly<Record<string, string>> = {
  '0.4.0.1862.1.6.1': 'electronic signatures',
  '0.4.0.1862.1.6.2': 'electronic seals',
  '0.4.0.1862.1.6.3': 'website authentication',
};

const semantics: Readonly<Record<string, string>> = {
  '0.4.0.194121.1.1': 'a natural person',
  '0.4.0.194121.1.2': 'a legal person',
  '0.4.0.194121.1.3': 'a natural person, by eIDAS',
  '0.4.0.194121.1.4': 'a legal person, by eIDAS',
};

const paymentRoles: Readonly<Record<string, string>> = {
  '0.4.0.19495.1.1': 'account servicing (PSP_AS)',
  '0.4.0.19495.1.2': 'payment initiation (PSP_PI)',
  '0.4.0.19495.1.3': 'account information (PSP_AI)',
  '0.4.0.19495.1.4': 'issuing of card-based payment instruments (PSP_IC)',
};

/** Says what statementInfo adds to a statement. */
type Told = (info: FieldNode | null) => string;

const identifiersOf = (info: FieldNode | null): readonly string[] =>
  (info?.children ?? []).map(({ value }) => dottedIn(value ?? ''));
const named = (names: Readonly<Record<string, string>>, oid: string) => names[oid] ?? oid;

/** ETSI EN 319 412-5 §4, ETSI TS 119 495 §5.1 and RFC 3739 §3.2.6. */
const statements: Readonly<Record<string, Told>> = {
  '0.4.0.1862.1.1': () => 'A qualified certificate by EU law (QcCompliance)',
  '0.4.0.1862.1.2': (info) => `Good for transactions up to ${amountText(info)} (QcLimitValue)`,
  '0.4.0.1862.1.3': (info) =>
    `Kept on file for ${info?.value ?? '?'} years after it expires (QcRetentionPeriod)`,
  '0.4.0.1862.1.4': () => 'The private key is in a qualified device (QcSSCD)',
  '0.4.0.1862.1.5': (info) => `Disclosure statements: ${disclosures(info)} (QcPDS)`,
  '0.4.0.1862.1.6': (info) =>
    `Qualified for ${identifiersOf(info)
      .map((oid) => named(types, oid))
      .join(', ')} (QcType)`,
  '0.4.0.1862.1.7': (info) =>
    `Qualified by the law of ${(info?.children ?? []).map(({ value }) => value).join(', ')} (QcCClegislation)`,
  '0.4.0.19495.2': (info) => `Payment services: ${paymentText(info)} (PSD2)`,
  '1.3.6.1.5.5.7.11.1': (info) => `Syntax of RFC 3039${semanticsText(info)}`,
  '1.3.6.1.5.5.7.11.2': (info) => `Syntax of RFC 3739${semanticsText(info)}`,
};

/** Each statement in a sentence; one that is not known by its identifier. */
export function statementWords(field: FieldNode): FieldNode {
  return {
    ...field,
    value: countText(field.children.length, 'statement'),
    face: 'text',
    children: field.children.map(statementField),
  };
}

function statementField(statement: FieldNode): FieldNode {
  const [id, info = null] = statement.children;
  const dotted = dottedIn(id?.value ?? statement.value ?? '');
  const told = statements[dotted];
  return {
    ...statement,
    label: 'Statement',
    value: told === undefined ? dotted : told(info),
    face: told === undefined ? 'mono' : 'text',
    children: info === null ? [] : [{ ...info, label: 'Content' }],
  };
}

function dottedIn(text: string): string {
  return /[0-9]+(?:\.[0-9]+)+/.exec(text)?.[0] ?? text;
}

/** `EUR 150 × 10³`. */
function amountText(info: FieldNode | null): string {
  const [currency, amount, exponent] = (info?.children ?? []).map(({ value }) => value);
  const factor = exponent === '0' || exponent === undefined ? '' : ` × 10^${exponent}`;
  return `${currency ?? '?'} ${amount ?? '?'}${factor}`;
}

function disclosures(info: FieldNode | null): string {
  return (info?.children ?? [])
    .map(({ children }) => children.map(({ value }) => value))
    .map(([url, language]) => `${url ?? '?'} (${language ?? '?'})`)
    .join(', ');
}

function paymentText(info: FieldNode | null): string {
  const [roles, authority, id] = info?.children ?? [];
  const told = (roles?.children ?? []).map((role) => {
    const oid = dottedIn(role.children[0]?.value ?? '');
    return named(paymentRoles, oid);
  });
  return `${told.join(', ')}; authorised by ${authority?.value ?? '?'} (${id?.value ?? '?'})`;
}

function semanticsText(info: FieldNode | null): string {
  const identifier = info?.children.find(({ label }) => label === 'Semantics identifier');
  const oid = dottedIn(identifier?.value ?? info?.value ?? '');
  return oid === '' ? '' : `, the subject is ${named(semantics, oid)}`;
}
