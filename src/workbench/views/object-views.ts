import { inspectObject } from '#inspect/inspect-object.ts';
import { summarizeCertificate } from '#pki/x509/summary.ts';
import type { ObjectText, TextForm } from '#shared/model/object-view.ts';
import type { Clock } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { WorkbenchError } from '../error.ts';
import type { LoadedObjects } from '../objects.ts';
import { type NamedObject, shownOf, writeText } from './object-text.ts';

/** How an open object is shown and used. An object is named by the id that it is open under. */
export interface ObjectViews {
  /** null where the object has no such form. */
  text(id: string, form: TextForm): Result<ObjectText | null, WorkbenchError>;
}

export function createObjectViews({
  objects,
  clock,
}: {
  readonly objects: LoadedObjects;
  readonly clock: Clock;
}): ObjectViews {
  const open = (id: string): Result<NamedObject, WorkbenchError> => {
    const certificate = objects.find(id);
    if (certificate === null) return err({ code: 'not-found', what: 'certificate' });
    const object = inspectObject(certificate.der, { now: clock.now(), passwords: [] });
    return ok({ origin: summarizeCertificate(certificate).label, object });
  };
  return {
    text: (id, form) => {
      const found = open(id);
      if (!found.ok) return found;
      const text = writeText(found.value, form);
      return ok(text === null ? null : shownOf(text));
    },
  };
}
