import type { Finding } from './finding.ts';

/** Octets of an object: `offset` from its start. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** A decoded field as a person reads it, with the octets it was read from. */
export interface FieldNode {
  readonly label: string;
  /** null for a group that only holds children. */
  readonly value: string | null;
  /** `mono` for hex, serial numbers, URIs, times and object identifiers. */
  readonly face: 'text' | 'mono';
  readonly range: ByteRange | null;
  readonly children: readonly FieldNode[];
}

/** One TLV of the ASN.1 tree. */
export interface Asn1Node {
  /** `SEQUENCE`, `[0]`, `OBJECT IDENTIFIER`. */
  readonly type: string;
  /** The field's name in its ASN.1 module, where the object's kind is known. */
  readonly name: string | null;
  readonly value: string | null;
  readonly range: ByteRange;
  readonly headerLength: number;
  readonly children: readonly Asn1Node[];
}

export type InspectedKind =
  | 'certificate'
  | 'ocsp-request'
  | 'ocsp-response'
  | 'certificate-request'
  | 'crl'
  | 'pkcs7'
  | 'pkcs12'
  | 'key-store'
  | 'private-key'
  | 'public-key'
  | 'timestamp'
  | 'attribute-certificate'
  | 'not-recognised';

/** Any object as a person reads it; `problem` says where decoding stopped, if it did. */
export interface InspectedObject {
  readonly kind: InspectedKind;
  readonly title: string;
  readonly fields: readonly FieldNode[];
  readonly asn1: Asn1Node | null;
  readonly bytes: Uint8Array;
  readonly findings: readonly Finding[];
  readonly problem: {
    readonly code:
      | 'malformed'
      | 'password-needed'
      | 'wrong-password'
      | 'unsupported'
      | 'not-recognised';
    readonly message: string;
    readonly offset: number;
    readonly path: string;
  } | null;
  /** Whether something in it is encrypted and no password that was given opens it. */
  readonly isLocked: boolean;
  /** SHA-256 of the SubjectPublicKeyInfo in hex: the same for a key, its request and its certificates. */
  readonly keyPin: string | null;
  /** What a PEM block of it is called; null where its octets are not to be written so. */
  readonly pemLabel: string | null;
  /** The objects inside, of a container. */
  readonly contains: readonly InspectedObject[];
}
