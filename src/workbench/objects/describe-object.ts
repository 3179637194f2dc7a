import type { FindingSeverity } from '#shared/model/finding.ts';
import type { InspectedObject } from '#shared/model/inspection.ts';
import type { ObjectLock, OpenObject } from '#shared/model/open-object.ts';
import { toSafeText } from '#shared/wording/safe-text.ts';

interface Given
  extends Pick<OpenObject, 'id' | 'origin' | 'openedAt' | 'byteLength' | 'certificates'> {
  readonly hasPassword: boolean;
  readonly isKept: boolean;
}

/** An object and what lies in it, as the list shows them. Certificates inside are listed as certificates. */
export function describeObject(object: InspectedObject, given: Given): readonly OpenObject[] {
  const own = describeOne(object, { ...given, containerId: null });
  return [own, ...partsOf(object, given)];
}

function partsOf(object: InspectedObject, given: Given): readonly OpenObject[] {
  return object.contains.flatMap((part, index) => {
    if (part.kind === 'certificate' && part.problem === null) return [];
    const id = `${given.id}/${index}`;
    const inside = { ...given, id, byteLength: part.bytes.length, certificates: [] };
    const own = describeOne(part, { ...inside, containerId: given.id });
    return [own, ...partsOf(part, inside)];
  });
}

function describeOne(
  object: InspectedObject,
  { hasPassword, ...given }: Given & { readonly containerId: string | null },
): OpenObject {
  const count = (severity: FindingSeverity) =>
    object.findings.filter((finding) => finding.severity === severity).length;
  const isClosed = object.problem?.code === 'password-needed';
  return {
    ...given,
    kind: object.kind,
    title: toSafeText(object.title),
    lock: lockOf(object, hasPassword),
    problem: object.problem === null || isClosed ? null : object.problem.message,
    findings: { error: count('error'), warning: count('warning'), note: count('note') },
    keyPin: object.keyPin,
  };
}

function lockOf({ isLocked }: InspectedObject, hasPassword: boolean): ObjectLock {
  if (isLocked) return 'locked';
  return hasPassword ? 'unlocked' : 'none';
}
