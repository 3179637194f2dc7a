import {
  type ResponseRecipe,
  type SingleRecipe,
  usualRecipe,
  usualSingle,
} from './response-recipe.ts';

const minute = 60;
const hour = 3_600;
const day = 86_400;

const of = (changes: Partial<ResponseRecipe>): ResponseRecipe => ({ ...usualRecipe, ...changes });
const single = (changes: Partial<SingleRecipe>): ResponseRecipe =>
  of({ singles: [{ ...usualSingle, ...changes }] });
const pair = (a: Partial<SingleRecipe>, b: Partial<SingleRecipe>): ResponseRecipe =>
  of({
    singles: [
      { ...usualSingle, ...a },
      { ...usualSingle, ...b },
    ],
  });

/** Responses that tell programs apart, by what is odd about them: the rows of docs/judges.md. */
export const namedRecipes: Readonly<Record<string, ResponseRecipe>> = {
  'delegate signs, embedded': usualRecipe,
  'issuer signs, nothing embedded': of({ signer: 'issuer' }),
  'issuer signs, issuer embedded': of({ signer: 'issuer', embedded: 'issuer' }),
  'issuer signs, a stranger embedded': of({ signer: 'issuer', embedded: 'stranger' }),
  'intermediate signs, nothing embedded': of({ level: 'intermediate', signer: 'issuer' }),
  'intermediate signs, embedded': of({
    level: 'intermediate',
    signer: 'issuer',
    embedded: 'issuer',
  }),
  'delegate of the intermediate signs': of({ level: 'intermediate' }),
  'delegate of the root signs for a leaf below the intermediate': of({
    level: 'intermediate',
    signer: 'delegate of the root',
  }),
  'delegate signs, second of those embedded': of({ embedded: 'stranger, signer' }),
  'delegate signs, not embedded': of({ embedded: 'none' }),
  'delegate without extendedKeyUsage': of({ signer: 'no-eku' }),
  'delegate with anyExtendedKeyUsage': of({ signer: 'any-eku' }),
  'delegate expired a month ago': of({ signer: 'expired-30d' }),
  'delegate expired an hour ago, producedAt before that': of({
    signer: 'expired-1h',
    producedAt: -2 * hour,
  }),
  'delegate not valid yet': of({ signer: 'not-yet' }),
  'delegate without digitalSignature': of({ signer: 'key-usage' }),
  'delegate with an unknown critical extension': of({ signer: 'critical' }),
  'delegate of another CA': of({ signer: 'other CA' }),
  'another leaf signs': of({ signer: 'peer' }),
  'the leaf itself signs': of({ signer: 'leaf' }),
  'responderID by name': of({ responderId: 'name' }),
  'responderID names nobody': of({ responderId: 'unknown name' }),
  'responderID by an unknown key, issuer signs': of({
    signer: 'issuer',
    responderId: 'unknown key',
  }),
  'responderID names the issuer, delegate signs': of({ responderId: 'name of the issuer' }),
  'nextUpdate 2 minutes ago': single({ nextUpdate: -2 * minute }),
  'nextUpdate 6 minutes ago': single({ nextUpdate: -6 * minute }),
  'nextUpdate 16 minutes ago': single({ nextUpdate: -16 * minute }),
  'nextUpdate before thisUpdate': single({ nextUpdate: -3 * hour }),
  'no nextUpdate, an hour old': single({ nextUpdate: null }),
  'no nextUpdate, 10 days old': single({ nextUpdate: null, thisUpdate: -10 * day }),
  'no nextUpdate, 30 days old': single({ nextUpdate: null, thisUpdate: -30 * day }),
  'thisUpdate 4 minutes ahead': single({ thisUpdate: 4 * minute }),
  'thisUpdate 10 minutes ahead': single({ thisUpdate: 10 * minute }),
  'thisUpdate 16 minutes ahead': single({ thisUpdate: 16 * minute }),
  'producedAt a year ago': of({ producedAt: -365 * day }),
  'producedAt after nextUpdate': of({ producedAt: 2 * day }),
  'CertID by SHA-256': single({ hash: 'sha256' }),
  'CertID by MD5': single({ hash: 'md5' }),
  'CertID with parameters left out': single({ parameters: 'absent' }),
  'CertID of another serial': single({ about: 'another serial' }),
  'CertID with another issuerKeyHash': single({ damage: 'issuerKeyHash' }),
  'CertID with another issuerNameHash': single({ damage: 'issuerNameHash' }),
  revoked: single({ status: 'revoked' }),
  'revoked from tomorrow': single({ status: 'revoked from tomorrow' }),
  'revoked, stale by 2 days': single({
    status: 'revoked',
    thisUpdate: -10 * day,
    nextUpdate: -2 * day,
  }),
  'revoked, reason 7': single({ status: 'unrecognised reason 7' }),
  'on hold': single({ status: 'certificateHold' }),
  unknown: single({ status: 'unknown' }),
  'good, then revoked': pair({}, { status: 'revoked' }),
  'revoked, then good': pair({ status: 'revoked' }, {}),
  'unknown, then good': pair({ status: 'unknown' }, {}),
  'stale, then fresh': pair({ thisUpdate: -10 * day, nextUpdate: -2 * day }, {}),
  'another serial first': pair({ about: 'another serial' }, {}),
  'another serial, stale': pair(
    {},
    { about: 'another serial', thisUpdate: -10 * day, nextUpdate: -2 * day },
  ),
  'one of another CA beside it': pair({}, { about: 'another CA' }),
  'one by SHA-384 beside it': pair({}, { hash: 'sha384' }),
  'critical extension of the answer': single({ extension: 'critical' }),
  'critical list of SCTs': single({ extension: 'critical SCT list' }),
  'critical extension of the response': of({ extension: 'critical' }),
  'signed with SHA-1': of({ algorithm: 'sha1' }),
  'signed with MD5': of({ algorithm: 'md5' }),
  'signed with SHA-224': of({ algorithm: 'sha224' }),
  'signed with RSASSA-PSS': of({ algorithm: 'pss' }),
  'signature broken': of({ signature: 'broken' }),
  'version 1 written out': of({ version: 'v1 written out' }),
  'version 2': of({ version: 'v2' }),
  'octets after the response': of({ trailing: 'outer' }),
  'octets after the basic response': of({ trailing: 'inner' }),
  'unknown response type': of({ type: 'unknown' }),
  malformedRequest: of({ responseStatus: 'malformedRequest' }),
  tryLater: of({ responseStatus: 'tryLater' }),
  unauthorized: of({ responseStatus: 'unauthorized' }),
};
