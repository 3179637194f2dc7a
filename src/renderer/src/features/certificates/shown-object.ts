import type { LoadedCertificate } from '#shared/model/certificate.ts';
import type { OpenObject } from '#shared/model/open-object.ts';
import { findCertificate, findObject, selectCheckedCertificate } from '../../store/selectors.ts';
import { useWorkbench } from '../../store/workbench-context.tsx';
import type { ObjectGroup } from './object-tree.ts';

/** What the screen shows: a certificate, or another open object. */
export type ShownObject =
  | { readonly kind: 'certificate'; readonly id: string; readonly certificate: LoadedCertificate }
  | { readonly kind: 'object'; readonly id: string; readonly object: OpenObject };

/** What the person chose, else the certificate that a check would be about, else the first of all. */
export function useShownObject(groups: readonly ObjectGroup[]): ShownObject | null {
  const object = useWorkbench((state) => findObject(state, state.shownObject));
  const certificate = useWorkbench((state) => findCertificate(state, state.shownObject));
  const checked = useWorkbench(selectCheckedCertificate);
  if (object !== null) return { kind: 'object', id: object.id, object };
  const chosen = certificate ?? checked;
  if (chosen === null) return groups[0]?.lines[0] ?? null;
  return { kind: 'certificate', id: chosen.summary.fingerprint, certificate: chosen };
}
