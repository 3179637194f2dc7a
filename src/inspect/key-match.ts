import type { InspectedObject } from '#shared/model/inspection.ts';

/** Objects that belong to one key: the key itself, requests and certificates for it. */
export interface KeyMatch {
  /** SHA-256 of the public key in hex. */
  readonly keyPin: string;
  readonly objects: readonly InspectedObject[];
}

/** Which objects belong to the same key, in the order in which the keys come; those that stand alone are left out. */
export function matchKeys(objects: readonly InspectedObject[]): readonly KeyMatch[] {
  const byPin = new Map<string, InspectedObject[]>();
  const visit = (object: InspectedObject) => {
    if (object.keyPin !== null) {
      byPin.set(object.keyPin, [...(byPin.get(object.keyPin) ?? []), object]);
    }
    object.contains.forEach(visit);
  };
  objects.forEach(visit);
  return [...byPin]
    .filter(([, members]) => members.length > 1)
    .map(([keyPin, members]) => ({ keyPin, objects: members }));
}
