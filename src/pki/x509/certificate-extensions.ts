import { ok, type Result } from '#shared/model/result.ts';
import type { DerError } from '../der/error.ts';
import type { Extension } from './certificate.ts';
import {
  type AuthorityInfoAccess,
  type BasicConstraints,
  decodeAuthorityInfoAccess,
  decodeAuthorityKeyIdentifier,
  decodeBasicConstraints,
  decodeExtendedKeyUsage,
  decodeKeyUsage,
  decodeSubjectAltName,
  decodeSubjectKeyIdentifier,
  type KeyUsage,
} from './extensions.ts';
import type { GeneralName } from './general-name.ts';
import { decodeNameConstraints, type NameConstraints } from './name-constraints.ts';
import { extensionOid } from './oid.ts';
import {
  decodeCertificatePolicies,
  decodeInhibitAnyPolicy,
  decodePolicyConstraints,
  decodePolicyMappings,
  type PolicyConstraints,
  type PolicyMapping,
} from './policies.ts';

/** An extension as its decoder reads it; null where the certificate has none. */
export type Decoded<T> = Result<T | null, DerError>;

/** The extensions of one certificate, each decoded when it is first asked for, and once. */
export class CertificateExtensions {
  readonly #list: readonly Extension[];
  #basicConstraints: Decoded<BasicConstraints> | undefined;
  #keyUsage: Decoded<ReadonlySet<KeyUsage>> | undefined;
  #extendedKeyUsage: Decoded<readonly string[]> | undefined;
  #subjectAltName: Decoded<readonly GeneralName[]> | undefined;
  #subjectKeyIdentifier: Decoded<Uint8Array> | undefined;
  #authorityKeyIdentifier: Decoded<Uint8Array> | undefined;
  #authorityInfoAccess: Decoded<AuthorityInfoAccess> | undefined;
  #nameConstraints: Decoded<NameConstraints> | undefined;
  #certificatePolicies: Decoded<readonly string[]> | undefined;
  #policyMappings: Decoded<readonly PolicyMapping[]> | undefined;
  #policyConstraints: Decoded<PolicyConstraints> | undefined;
  #inhibitAnyPolicy: Decoded<number> | undefined;

  constructor(list: readonly Extension[]) {
    this.#list = list;
  }

  /** Whether there is an extension with this identifier. */
  has(oid: string): boolean {
    return this.#list.some((extension) => extension.oid === oid);
  }

  get basicConstraints(): Decoded<BasicConstraints> {
    this.#basicConstraints ??= this.#read(extensionOid.basicConstraints, decodeBasicConstraints);
    return this.#basicConstraints;
  }

  get keyUsage(): Decoded<ReadonlySet<KeyUsage>> {
    this.#keyUsage ??= this.#read(extensionOid.keyUsage, decodeKeyUsage);
    return this.#keyUsage;
  }

  /** Key purposes in dotted form. */
  get extendedKeyUsage(): Decoded<readonly string[]> {
    this.#extendedKeyUsage ??= this.#read(extensionOid.extendedKeyUsage, decodeExtendedKeyUsage);
    return this.#extendedKeyUsage;
  }

  get subjectAltName(): Decoded<readonly GeneralName[]> {
    this.#subjectAltName ??= this.#read(extensionOid.subjectAltName, decodeSubjectAltName);
    return this.#subjectAltName;
  }

  get subjectKeyIdentifier(): Decoded<Uint8Array> {
    const oid = extensionOid.subjectKeyIdentifier;
    this.#subjectKeyIdentifier ??= this.#read(oid, decodeSubjectKeyIdentifier);
    return this.#subjectKeyIdentifier;
  }

  /** The keyIdentifier alone. */
  get authorityKeyIdentifier(): Decoded<Uint8Array> {
    const oid = extensionOid.authorityKeyIdentifier;
    this.#authorityKeyIdentifier ??= this.#read(oid, decodeAuthorityKeyIdentifier);
    return this.#authorityKeyIdentifier;
  }

  get authorityInfoAccess(): Decoded<AuthorityInfoAccess> {
    const oid = extensionOid.authorityInfoAccess;
    this.#authorityInfoAccess ??= this.#read(oid, decodeAuthorityInfoAccess);
    return this.#authorityInfoAccess;
  }

  get nameConstraints(): Decoded<NameConstraints> {
    this.#nameConstraints ??= this.#read(extensionOid.nameConstraints, decodeNameConstraints);
    return this.#nameConstraints;
  }

  /** Policy identifiers in dotted form. */
  get certificatePolicies(): Decoded<readonly string[]> {
    const oid = extensionOid.certificatePolicies;
    this.#certificatePolicies ??= this.#read(oid, decodeCertificatePolicies);
    return this.#certificatePolicies;
  }

  get policyMappings(): Decoded<readonly PolicyMapping[]> {
    this.#policyMappings ??= this.#read(extensionOid.policyMappings, decodePolicyMappings);
    return this.#policyMappings;
  }

  get policyConstraints(): Decoded<PolicyConstraints> {
    this.#policyConstraints ??= this.#read(extensionOid.policyConstraints, decodePolicyConstraints);
    return this.#policyConstraints;
  }

  get inhibitAnyPolicy(): Decoded<number> {
    this.#inhibitAnyPolicy ??= this.#read(extensionOid.inhibitAnyPolicy, decodeInhibitAnyPolicy);
    return this.#inhibitAnyPolicy;
  }

  #read<T>(oid: string, decode: (der: Uint8Array) => Result<T, DerError>): Decoded<T> {
    const extension = this.#list.find((candidate) => candidate.oid === oid);
    return extension === undefined ? absent : decode(extension.value);
  }
}

const absent = ok(null);
