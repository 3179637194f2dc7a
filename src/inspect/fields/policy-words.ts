import type { FieldNode } from '#shared/model/inspection.ts';
import { countText } from './count-text.ts';

/** Policies of the CA/Browser Forum (Baseline Requirements §7.1.6.1, EV Guidelines, Code Signing), and anyPolicy. */
const policyNames: Readonly<Record<string, string>> = {
  '2.5.29.32.0': 'any policy',
  '2.23.140.1.1': 'extended validation',
  '2.23.140.1.2.1': 'domain validated',
  '2.23.140.1.2.2': 'organization validated',
  '2.23.140.1.2.3': 'individual validated',
  '2.23.140.1.3': 'extended validation, code signing',
  '2.23.140.1.4.1': 'code signing',
  '2.23.140.1.4.2': 'timestamping',
  '2.23.140.1.31': 'Tor service, extended validation',
  '0.4.0.2042.1.1': 'ETSI normalized certificate policy (NCP)',
  '0.4.0.2042.1.2': 'ETSI normalized certificate policy, secure device (NCP+)',
  '0.4.0.194112.1.0': 'EU qualified, natural person',
  '0.4.0.194112.1.1': 'EU qualified, legal person',
  '0.4.0.194112.1.2': 'EU qualified, natural person, secure device',
  '0.4.0.194112.1.3': 'EU qualified, legal person, secure device',
  '0.4.0.194112.1.4': 'EU qualified, website',
};

/** Each policy by its name where it has one, its qualifiers told below it. */
export function policyWords(field: FieldNode): FieldNode {
  const policies = field.children.map(policyField);
  const told = policies.map(({ value }) => value).join(', ');
  return {
    ...field,
    value: told === '' ? null : told.length <= 160 ? told : countText(policies.length, 'entry'),
    face: 'text',
    children: policies,
  };
}

function policyField(information: FieldNode): FieldNode {
  const [identifier, qualifiers] = information.children;
  const dotted = dottedIn(identifier?.value ?? information.value ?? '');
  const name = policyNames[dotted];
  return {
    ...information,
    label: 'Policy',
    value: name === undefined ? dotted : `${name} (${dotted})`,
    face: 'text',
    children: (qualifiers?.children ?? []).flatMap(qualifierFields),
  };
}

/** The identifier of a text like `anyPolicy (2.5.29.32.0)`. */
function dottedIn(text: string): string {
  return /[0-9]+(?:\.[0-9]+)+/.exec(text)?.[0] ?? text;
}

function qualifierFields(info: FieldNode): readonly FieldNode[] {
  const [id, qualifier] = info.children;
  if (qualifier === undefined) return [info];
  if (id?.value?.includes('1.3.6.1.5.5.7.2.1') === true) {
    return [{ ...qualifier, label: 'Practice statement' }];
  }
  return id?.value?.includes('1.3.6.1.5.5.7.2.2') === true
    ? qualifier.children.flatMap(noticeFields)
    : [info];
}

/** The text of a user notice, and where else it is to be found. */
function noticeFields(part: FieldNode): readonly FieldNode[] {
  if (part.label !== 'Notice ref') return [{ ...part, label: 'User notice' }];
  const [organization, numbers] = part.children;
  const value = `${organization?.value ?? '?'}, number ${numbers?.value ?? '?'}`;
  return [{ ...part, label: 'User notice of', value, face: 'text', children: [] }];
}
