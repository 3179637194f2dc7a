import type { OcspResponseStatus, RevocationReason } from '#shared/model/ocsp.ts';
import type { SignerName } from './judge-pki.ts';
import { type SeededChoice, seededChoice } from './random.ts';

const minute = 60;
const hour = 3_600;
const day = 86_400;

/** How one SingleResponse is made; times are seconds from now. */
export interface SingleRecipe {
  readonly about: 'the leaf' | 'another serial' | 'another CA';
  readonly hash: 'sha1' | 'sha256' | 'sha384' | 'sha512' | 'sha224' | 'md5';
  readonly parameters: 'NULL' | 'absent';
  readonly damage: 'none' | 'issuerNameHash' | 'issuerKeyHash';
  readonly status: 'good' | 'unknown' | 'revoked' | 'revoked from tomorrow' | RevocationReason;
  readonly thisUpdate: number;
  readonly nextUpdate: number | null;
  readonly extension: 'none' | 'critical' | 'critical SCT list' | 'ignorable';
}

/** How a response is made, field by field. */
export interface ResponseRecipe {
  readonly level: 'root' | 'intermediate';
  readonly signer: SignerName | 'issuer' | 'peer' | 'other CA' | 'delegate of the root' | 'leaf';
  readonly embedded:
    | 'signer'
    | 'none'
    | 'stranger, signer'
    | 'signer, stranger'
    | 'issuer'
    | 'signer, issuer'
    | 'stranger';
  readonly responderId: 'key' | 'name' | 'unknown name' | 'unknown key' | 'name of the issuer';
  readonly producedAt: number;
  readonly singles: readonly SingleRecipe[];
  readonly extension: 'none' | 'critical' | 'ignorable';
  readonly algorithm: 'sha256' | 'sha1' | 'md5' | 'pss' | 'sha384' | 'sha512' | 'sha224';
  readonly signature: 'valid' | 'broken';
  readonly version: 'v1' | 'v1 written out' | 'v2';
  readonly trailing: 'none' | 'outer' | 'inner';
  readonly type: 'basic' | 'unknown';
  readonly responseStatus: OcspResponseStatus;
}

/** An answer about the leaf: good, an hour old, with a day to go. */
export const usualSingle: SingleRecipe = {
  about: 'the leaf',
  hash: 'sha1',
  parameters: 'NULL',
  damage: 'none',
  status: 'good',
  thisUpdate: -hour,
  nextUpdate: day,
  extension: 'none',
};

/** As a good responder answers. */
export const usualRecipe: ResponseRecipe = {
  level: 'root',
  signer: 'delegate',
  embedded: 'signer',
  responderId: 'key',
  producedAt: -hour,
  singles: [usualSingle],
  extension: 'none',
  algorithm: 'sha256',
  signature: 'valid',
  version: 'v1',
  trailing: 'none',
  type: 'basic',
  responseStatus: 'successful',
};

type Choices<T> = { readonly [K in keyof T]?: readonly T[K][] };

/** What each field may be instead. No time lies near an edge of any program. */
const fields: Choices<Omit<ResponseRecipe, 'singles' | 'level'>> = {
  signer: [
    'issuer',
    'issuer',
    'no-eku',
    'any-eku',
    'expired-30d',
    'expired-1h',
    'not-yet',
    'key-usage',
    'critical',
    'peer',
    'other CA',
    'delegate of the root',
    'leaf',
  ],
  embedded: [
    'none',
    'none',
    'stranger, signer',
    'signer, stranger',
    'issuer',
    'signer, issuer',
    'stranger',
  ],
  responderId: ['name', 'unknown name', 'unknown key', 'name of the issuer'],
  producedAt: [-2 * hour, -365 * day, 4 * minute, 10 * minute, 2 * day],
  extension: ['critical', 'ignorable'],
  algorithm: ['sha1', 'md5', 'pss', 'sha384', 'sha512', 'sha224'],
  signature: ['broken'],
  version: ['v1 written out', 'v2'],
  trailing: ['outer', 'inner'],
  type: ['unknown'],
  responseStatus: ['malformedRequest', 'internalError', 'tryLater', 'sigRequired', 'unauthorized'],
};

const singleFields: Choices<SingleRecipe> = {
  about: ['another serial', 'another CA'],
  hash: ['sha256', 'sha384', 'sha512', 'sha224', 'md5'],
  parameters: ['absent'],
  damage: ['issuerNameHash', 'issuerKeyHash'],
  status: [
    'unknown',
    'revoked',
    'revoked',
    'revoked from tomorrow',
    'keyCompromise',
    'certificateHold',
    'removeFromCRL',
    'unrecognised reason 7',
    'unrecognised reason 11',
  ],
  thisUpdate: [-10 * day, -20 * day, -30 * day, 4 * minute, 10 * minute, 16 * minute, -2 * hour],
  nextUpdate: [null, null, -2 * minute, -6 * minute, -16 * minute, -2 * day, -3 * hour],
  extension: ['critical', 'critical SCT list', 'ignorable'],
};

/** The recipe of a seed: the usual one with one to three changes, one SingleResponse to three. */
export function recipeOf(seed: number): ResponseRecipe {
  const choice = seededChoice(seed);
  let recipe: ResponseRecipe = {
    ...usualRecipe,
    level: choice.below(4) === 0 ? 'intermediate' : 'root',
    signer: choice.below(3) === 0 ? 'issuer' : 'delegate',
  };
  const changes = 1 + choice.below(3);
  for (let i = 0; i < changes; i++) recipe = change(recipe, choice);
  return recipe;
}

function change(recipe: ResponseRecipe, choice: SeededChoice): ResponseRecipe {
  switch (choice.below(5)) {
    case 0:
    case 1:
      return { ...recipe, ...changed(fields, choice) };
    case 2:
      return recipe.singles.length < 3 ? withAnother(recipe, choice) : recipe;
    default:
      return withChangedSingle(recipe, choice);
  }
}

function withAnother(recipe: ResponseRecipe, choice: SeededChoice): ResponseRecipe {
  const more = { ...usualSingle, ...changed(singleFields, choice) };
  const isFirst = choice.below(2) === 0;
  return { ...recipe, singles: isFirst ? [more, ...recipe.singles] : [...recipe.singles, more] };
}

function withChangedSingle(recipe: ResponseRecipe, choice: SeededChoice): ResponseRecipe {
  const index = choice.below(recipe.singles.length);
  const singles = recipe.singles.map((single, i) =>
    i === index ? { ...single, ...changed(singleFields, choice) } : single,
  );
  return { ...recipe, singles };
}

/** One field with another value. */
function changed<T extends object>(choices: Choices<T>, choice: SeededChoice): Partial<T> {
  const name = choice.oneOf(keysOf(choices));
  const change: Partial<T> = {};
  const values = choices[name];
  if (values !== undefined) change[name] = choice.oneOf(values);
  return change;
}

function keysOf<T extends object>(choices: Choices<T>): readonly (keyof T)[] {
  const names: (keyof T)[] = [];
  for (const name in choices) names.push(name);
  return names;
}

/** The recipe as a person reads it: what is not usual. */
export function describeRecipe(recipe: ResponseRecipe): string {
  const own = differences({ ...usualRecipe, singles: null }, { ...recipe, singles: null });
  const singles = recipe.singles.map(
    (single) => `{${differences(usualSingle, single).join(', ')}}`,
  );
  return [...own, `singles: ${singles.join(' ')}`].join(', ');
}

function differences<T extends object>(usual: T, actual: T): readonly string[] {
  const found: string[] = [];
  for (const name in usual) {
    if (usual[name] !== actual[name]) found.push(`${name}: ${String(actual[name])}`);
  }
  return found;
}
