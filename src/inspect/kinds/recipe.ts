import type { DerError } from '#pki/der/error.ts';
import type { Finding } from '#shared/model/finding.ts';
import type { Asn1Node, FieldNode, InspectedObject } from '#shared/model/inspection.ts';
import type { Result } from '#shared/model/result.ts';
import type { Field } from '../asn1/asn1-type.ts';
import { buildTree } from '../asn1/build-tree.ts';
import { inspected, malformed } from './inspected.ts';

/** What most kinds have in common: a strict decoder, a tree with names, fields along the tree. */
export interface Recipe<T> {
  readonly kind: InspectedObject['kind'];
  readonly pemLabel: string;
  readonly type: Field;
  readonly decode: (der: Uint8Array) => Result<T, DerError>;
  readonly fields: (root: Asn1Node, bytes: Uint8Array, decoded: T | null) => readonly FieldNode[];
  readonly findings: (decoded: T) => readonly Finding[];
  readonly title: (decoded: T | null) => string;
  readonly keyPin?: (decoded: T) => string;
  readonly contains?: (decoded: T) => readonly InspectedObject[];
}

/** Inspects by a recipe; what cannot be decoded is shown as far as its ASN.1 goes. */
export function inspectWith<T>(bytes: Uint8Array, recipe: Recipe<T>): InspectedObject {
  const result = recipe.decode(bytes);
  const decoded = result.ok ? result.value : null;
  const { root } = buildTree(bytes, recipe.type);
  return inspected({
    kind: recipe.kind,
    title: recipe.title(decoded),
    pemLabel: recipe.pemLabel,
    fields: root === null ? [] : recipe.fields(root, bytes, decoded),
    asn1: root,
    bytes,
    findings: decoded === null ? [] : recipe.findings(decoded),
    problem: result.ok ? null : malformed(result.error),
    keyPin: decoded === null ? null : (recipe.keyPin?.(decoded) ?? null),
    contains: decoded === null ? [] : (recipe.contains?.(decoded) ?? []),
  });
}
