import { compareFields } from '#inspect/compare-objects.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { ChainGraph } from '#shared/model/chain-graph.ts';
import type { JudgedAt, ObjectJudgement, SerialLookUp } from '#shared/model/object-judgement.ts';
import type {
  ChainQuestion,
  FoundObject,
  ObjectComparison,
  ObjectText,
  TextForm,
} from '#shared/model/object-view.ts';
import type { Clock } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { WorkbenchError } from '../error.ts';
import type { LoadedCertificates } from '../objects/loaded-certificates.ts';
import type { OpenObjects } from '../objects/open-objects.ts';
import type { Policies } from '../policies.ts';
import { drawChains } from './object-chains.ts';
import { createObjectJudgements } from './object-judgements.ts';
import { createObjectSearch } from './object-search.ts';
import { shownOf, writeText } from './object-text.ts';
import { createViewedObjects } from './viewed-objects.ts';

/** How open objects are shown and used. An object is named by the id that it is open under. */
export interface ObjectViews {
  /** null where the object has no such form. */
  text(id: string, form: TextForm): Result<ObjectText | null, WorkbenchError>;
  compare(before: string, after: string): Result<ObjectComparison, WorkbenchError>;
  /** null where a newer search took its place. */
  search(typed: string): Promise<readonly FoundObject[] | null>;
  /** Every chain of a loaded certificate. */
  chains(fingerprint: string, question: ChainQuestion): Result<ChainGraph, WorkbenchError>;
  /** An OCSP response or a CRL against the loaded certificates; null for other kinds. */
  judge(id: string, judgedAt: JudgedAt): ObjectJudgement | null;
  lookUpSerial(id: string, typed: string): Result<SerialLookUp, WorkbenchError>;
}

export function createObjectViews({
  certificates,
  objects,
  policies,
  labCas,
  clock,
}: {
  readonly certificates: LoadedCertificates;
  readonly objects: OpenObjects;
  readonly policies: Policies;
  /** The lab's CAs, its root first; none while there is no lab. */
  readonly labCas: () => readonly Certificate[];
  readonly clock: Clock;
}): ObjectViews {
  const viewed = createViewedObjects({ certificates, objects });
  const search = createObjectSearch({
    ids: viewed.ids,
    read: (id) => {
      const found = viewed.read(id);
      return found.ok ? found.value.object : null;
    },
    monotonic: clock.monotonic,
  });
  const judgements = createObjectJudgements({
    viewed,
    policy: policies.current,
    now: clock.now,
  });
  return {
    text: (id, form) => {
      const found = viewed.read(id);
      if (!found.ok) return found;
      const text = writeText(found.value, form);
      return ok(text === null ? null : shownOf(text));
    },
    compare: (first, second) => {
      const before = viewed.read(first);
      if (!before.ok) return before;
      const after = viewed.read(second);
      if (!after.ok) return after;
      const named = ({ origin, object }: typeof before.value) => ({ title: object.title, origin });
      const fields = compareFields(before.value.object, after.value.object);
      return ok({ before: named(before.value), after: named(after.value), fields });
    },
    search: search.search,
    chains: (fingerprint, question) => {
      const end = certificates.find(fingerprint);
      if (end === null) return err({ code: 'not-found', what: 'certificate' });
      return ok(drawChains(end, question, { loaded: viewed.certificates, labCas, now: clock.now }));
    },
    judge: judgements.judge,
    lookUpSerial: (id, typed) => {
      const found = judgements.lookUp(id, typed);
      return found === null ? err({ code: 'not-found', what: 'crl' }) : ok(found);
    },
  };
}
