import type { InspectedObject } from '#shared/model/inspection.ts';

/** An object and all that it contains, at any depth. */
export function withContents(object: InspectedObject): readonly InspectedObject[] {
  return [object, ...object.contains.flatMap(withContents)];
}
