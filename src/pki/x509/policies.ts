import type { Result } from '#shared/model/result.ts';
import type { DerError } from '../der/error.ts';
import { type DerReader, decodeDer } from '../der/reader.ts';
import { contextPrimitive } from '../der/tag.ts';
import { readObjectIdentifier, readSmallInteger } from '../der/values.ts';
import { readList } from './read-list.ts';

/** The policy that stands for every policy (RFC 5280 §4.2.1.4). */
export const anyPolicy = '2.5.29.32.0';

/**
 * The identifiers of certificatePolicies (RFC 5280 §4.2.1.4), in their order; qualifiers change no validity.
 *
 *     certificatePolicies ::= SEQUENCE SIZE (1..MAX) OF PolicyInformation
 *     PolicyInformation ::= SEQUENCE {
 *         policyIdentifier  CertPolicyId,
 *         policyQualifiers  SEQUENCE SIZE (1..MAX) OF PolicyQualifierInfo OPTIONAL }
 */
export function decodeCertificatePolicies(der: Uint8Array): Result<readonly string[], DerError> {
  return decodeDer(der, (outer) =>
    readList(outer, { name: 'certificatePolicies' }, (list, path) => {
      const fields = list.constructed(path);
      const policy = readObjectIdentifier(fields, 'policyIdentifier');
      if (!fields.atEnd) fields.constructed('policyQualifiers');
      fields.finish();
      return policy;
    }),
  );
}

/** One entry of policyMappings: what the issuer calls `issuer` the subject calls `subject`. */
export interface PolicyMapping {
  readonly issuer: string;
  readonly subject: string;
}

/**
 *     PolicyMappings ::= SEQUENCE SIZE (1..MAX) OF SEQUENCE {
 *         issuerDomainPolicy   CertPolicyId,
 *         subjectDomainPolicy  CertPolicyId }
 *
 * RFC 5280 §4.2.1.5.
 */
export function decodePolicyMappings(der: Uint8Array): Result<readonly PolicyMapping[], DerError> {
  return decodeDer(der, (outer) =>
    readList(outer, { name: 'PolicyMappings' }, (list, path) => {
      const fields = list.constructed(path);
      const issuer = readObjectIdentifier(fields, 'issuerDomainPolicy');
      const subject = readObjectIdentifier(fields, 'subjectDomainPolicy');
      fields.finish();
      return { issuer, subject };
    }),
  );
}

/** PolicyConstraints (RFC 5280 §4.2.1.11): how many certificates further it takes effect; null where it does not. */
export interface PolicyConstraints {
  readonly requireExplicitPolicy: number | null;
  readonly inhibitPolicyMapping: number | null;
}

/**
 *     PolicyConstraints ::= SEQUENCE {
 *         requireExplicitPolicy [0] SkipCerts OPTIONAL,
 *         inhibitPolicyMapping  [1] SkipCerts OPTIONAL }
 */
export function decodePolicyConstraints(der: Uint8Array): Result<PolicyConstraints, DerError> {
  return decodeDer(der, (outer) => {
    const fields = outer.constructed('PolicyConstraints');
    if (fields.atEnd) fields.fail('missing-element', '', fields.position, 'it constrains nothing');
    const requireExplicitPolicy = readSkipCerts(fields, 0, 'requireExplicitPolicy');
    const inhibitPolicyMapping = readSkipCerts(fields, 1, 'inhibitPolicyMapping');
    fields.finish();
    return { requireExplicitPolicy, inhibitPolicyMapping };
  });
}

function readSkipCerts(fields: DerReader, number: number, name: string): number | null {
  const identifier = contextPrimitive(number);
  return fields.peekTag() === identifier ? readSmallInteger(fields, name, identifier) : null;
}

/** `InhibitAnyPolicy ::= SkipCerts` (RFC 5280 §4.2.1.14). */
export function decodeInhibitAnyPolicy(der: Uint8Array): Result<number, DerError> {
  return decodeDer(der, (outer) => readSmallInteger(outer, 'InhibitAnyPolicy'));
}
