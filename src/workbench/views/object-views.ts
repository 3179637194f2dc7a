import { summarizeCertificate } from '#pki/x509/summary.ts';
import type { ObjectText, TextForm } from '#shared/model/object-view.ts';
import { ok, type Result } from '#shared/model/result.ts';
import type { WorkbenchError } from '../error.ts';
import type { LoadedCertificates } from '../objects/loaded-certificates.ts';
import type { OpenObjects } from '../objects/open-objects.ts';
import { type NamedObject, shownOf, writeText } from './object-text.ts';

/** How an open object is shown and used. An object is named by the id that it is open under. */
export interface ObjectViews {
  /** null where the object has no such form. */
  text(id: string, form: TextForm): Result<ObjectText | null, WorkbenchError>;
}

export function createObjectViews({
  certificates,
  objects,
}: {
  readonly certificates: LoadedCertificates;
  readonly objects: OpenObjects;
}): ObjectViews {
  const open = (id: string): Result<NamedObject, WorkbenchError> => {
    const object = objects.get(id);
    if (!object.ok) return object;
    const certificate = certificates.find(id);
    const name = certificate === null ? null : summarizeCertificate(certificate).label;
    return ok({ origin: name ?? objects.material(id)?.origin ?? '', object: object.value });
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
