import type { Result } from '#shared/model/result.ts';
import type { DerError } from '../der/error.ts';
import { type DerReader, decodeDer } from '../der/reader.ts';
import { contextConstructed, contextPrimitive } from '../der/tag.ts';
import { readSmallInteger } from '../der/values.ts';
import { type GeneralName, readGeneralName } from './general-name.ts';
import { readList } from './read-list.ts';

/** NameConstraints (RFC 5280 §4.2.1.10): what names below a CA must be, and must not be. */
export interface NameConstraints {
  readonly permitted: readonly GeneralName[];
  readonly excluded: readonly GeneralName[];
}

/**
 *     NameConstraints ::= SEQUENCE {
 *         permittedSubtrees [0] GeneralSubtrees OPTIONAL,
 *         excludedSubtrees  [1] GeneralSubtrees OPTIONAL }
 *
 *     GeneralSubtrees ::= SEQUENCE SIZE (1..MAX) OF GeneralSubtree
 */
export function decodeNameConstraints(der: Uint8Array): Result<NameConstraints, DerError> {
  return decodeDer(der, (outer) => {
    const fields = outer.constructed('NameConstraints');
    const permitted = readSubtrees(fields, 0, 'permittedSubtrees');
    const excluded = readSubtrees(fields, 1, 'excludedSubtrees');
    fields.finish();
    return { permitted, excluded };
  });
}

function readSubtrees(fields: DerReader, number: number, name: string): readonly GeneralName[] {
  const identifier = contextConstructed(number);
  return fields.peekTag() === identifier ? readList(fields, { name, identifier }, readSubtree) : [];
}

/**
 *     GeneralSubtree ::= SEQUENCE {
 *         base        GeneralName,
 *         minimum [0] BaseDistance DEFAULT 0,
 *         maximum [1] BaseDistance OPTIONAL }
 *
 * RFC 5280 §4.2.1.10: minimum is zero and maximum is absent; anything else cannot be processed and is refused.
 */
function readSubtree(list: DerReader, path: string): GeneralName {
  const fields = list.constructed(path);
  const base = readGeneralName(fields, 'base');
  const at = fields.position;
  if (fields.peekTag() === contextPrimitive(0)) {
    const minimum = readSmallInteger(fields, 'minimum', contextPrimitive(0));
    if (minimum !== 0) fields.fail('value-not-allowed', 'minimum', at, 'minimum is not zero');
  }
  if (fields.peekTag() === contextPrimitive(1)) {
    fields.fail('value-not-allowed', 'maximum', fields.position, 'maximum is not processed');
  }
  fields.finish();
  return base;
}
