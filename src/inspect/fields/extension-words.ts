import type { FieldNode } from '#shared/model/inspection.ts';
import { countText } from './count-text.ts';
import { certificateAuthorityVersion, templateText } from './microsoft-words.ts';
import { policyWords } from './policy-words.ts';
import { statementWords } from './qc-statement-words.ts';

/** Says in words what the parts of an extension mean together. */
type Words = (field: FieldNode) => FieldNode;

/** An extension in words, by the name of its type; as it is where its parts say all. */
export function extensionInWords(type: string | null, field: FieldNode): FieldNode {
  return (type === null ? undefined : words[type])?.(field) ?? field;
}

/** The parts with this label. */
function partsOf({ children }: FieldNode, label: string): readonly FieldNode[] {
  return children.filter((child) => child.label === label);
}

function valueOfPart(field: FieldNode, label: string): string | null {
  return partsOf(field, label)[0]?.value ?? null;
}

function saying(field: FieldNode, value: string): FieldNode {
  return { ...field, value, face: 'text' };
}

/** Each part says itself, labelled and summed up by one text. */
function each(field: FieldNode, label: string, value: (part: FieldNode) => string): FieldNode {
  return {
    ...field,
    value: field.children.length === 0 ? null : countText(field.children.length, 'entry'),
    face: 'text',
    children: field.children.map((part) => ({ ...part, label, value: value(part), face: 'text' })),
  };
}

const policyMappings: Words = (field) =>
  each(field, 'Mapping', (part) => {
    const [issuer, subject] = part.children;
    return `${issuer?.value ?? '?'} of the issuer is ${subject?.value ?? '?'} here`;
  });

const policyConstraints: Words = (field) => {
  const explicit = valueOfPart(field, 'Require explicit policy');
  const mapping = valueOfPart(field, 'Inhibit policy mapping');
  const told = [
    explicit === null ? null : `a valid policy is required ${after(explicit)}`,
    mapping === null ? null : `policies are mapped no more ${after(mapping)}`,
  ].filter((part) => part !== null);
  return told.length === 0 ? field : saying(field, told.join('; '));
};

function after(count: string): string {
  return count === '0' ? 'from here on' : `after ${countText(Number(count), 'more certificate')}`;
}

const inhibitAnyPolicy: Words = (field) => {
  const count = field.value ?? '';
  if (!/^\d{1,6}$/.test(count)) return field;
  return saying(field, `anyPolicy counts no more ${after(count)}`);
};

const nameConstraints: Words = (field) => ({
  ...field,
  value: null,
  children: field.children.map((subtrees) => ({
    ...subtrees,
    label: subtrees.label === 'Permitted subtrees' ? 'Permitted' : 'Excluded',
    value: subtreesOf(subtrees).map(baseText).join(', ') || 'nothing',
    face: 'text',
    children: subtreesOf(subtrees).map((subtree) => ({
      ...subtree,
      label: 'Subtree',
      value: baseText(subtree),
      face: 'text',
    })),
  })),
});

/** One subtree alone stands in the place of the list. */
function subtreesOf(subtrees: FieldNode): readonly FieldNode[] {
  const [first] = subtrees.children;
  return first === undefined || first.label === 'General subtree' ? subtrees.children : [subtrees];
}

/** `DNS name .a.example`. */
function baseText({ value, children }: FieldNode): string {
  const [base] = children;
  return base === undefined ? (value ?? '') : `${base.label} ${base.value ?? ''}`.trim();
}

const features: Readonly<Record<string, string>> = {
  5: 'status_request (5): a stapled OCSP response is demanded',
  17: 'status_request_v2 (17): a stapled OCSP response of the whole chain is demanded',
};

const tlsFeatures: Words = (field) => {
  const told = field.children.map(({ value }) => features[value ?? ''] ?? `feature ${value}`);
  return told.length === 0 ? field : { ...saying(field, told.join('; ')), children: [] };
};

const usagePeriod: Words = (field) => {
  const from = valueOfPart(field, 'Not before');
  const until = valueOfPart(field, 'Not after');
  if (from === null && until === null) return field;
  const told = [from === null ? null : `from ${from}`, until === null ? null : `until ${until}`];
  const when = told.filter((part) => part !== null).join(' ');
  return saying(field, `the private key signs ${when}`);
};

const authorityKey: Words = (field) => {
  const key = valueOfPart(field, 'Key identifier');
  return key === null ? field : { ...field, value: key, face: 'mono' };
};

const applicationPolicies: Words = (field) =>
  each(field, 'Purpose', ({ value, children }) => children[0]?.value ?? value ?? '');

const distributionPoints: Words = (field) => each(field, 'Distribution point', pointText);

function pointText(point: FieldNode): string {
  const names = valueOfPart(point, 'Distribution point');
  const reasons = valueOfPart(point, 'Reasons');
  const issuer = valueOfPart(point, 'CRL issuer');
  const told = [
    names ?? (point.children.length === 0 ? point.value : null),
    reasons === null ? null : `for ${reasons}`,
    issuer === null ? null : `of ${issuer}`,
  ].filter((part) => part !== null);
  return told.join(', ') || 'nothing named';
}

/** Words by the name of the type inside extnValue. */
const words: Readonly<Record<string, Words>> = {
  ApplicationPolicies: applicationPolicies,
  AuthorityKeyIdentifier: authorityKey,
  CAVersion: certificateAuthorityVersion,
  CertificatePolicies: policyWords,
  CertificateTemplate: templateText,
  CRLDistributionPoints: distributionPoints,
  Features: tlsFeatures,
  FreshestCRL: distributionPoints,
  InhibitAnyPolicy: inhibitAnyPolicy,
  NameConstraints: nameConstraints,
  PolicyConstraints: policyConstraints,
  PolicyMappings: policyMappings,
  PrivateKeyUsagePeriod: usagePeriod,
  QCStatements: statementWords,
};
