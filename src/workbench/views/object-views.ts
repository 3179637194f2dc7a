import { compareFields } from '#inspect/compare-objects.ts';
import type { Lab } from '#lab/lab.ts';
import type { ChainGraph } from '#shared/model/chain-graph.ts';
import type { JudgedAt, ObjectJudgement, SerialLookUp } from '#shared/model/object-judgement.ts';
import type {
  ChainQuestion,
  ExportChoice,
  FoundObject,
  ObjectComparison,
  ObjectExport,
  ObjectText,
  TextForm,
} from '#shared/model/object-view.ts';
import type { Clock, RandomBytes } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { WorkbenchError } from '../error.ts';
import type { LoadedCertificates } from '../objects/loaded-certificates.ts';
import type { OpenObjects } from '../objects/open-objects.ts';
import type { Policies } from '../policies.ts';
import { createFindExported } from './exported-objects.ts';
import { labCas, labKeyOf } from './lab-material.ts';
import { drawChains } from './object-chains.ts';
import { type ExportFile, exportObject, listExports } from './object-export.ts';
import { createObjectJudgements } from './object-judgements.ts';
import { createObjectSearch } from './object-search.ts';
import { shownOf, writeText } from './object-text.ts';
import { createViewedObjects } from './viewed-objects.ts';

/** How open objects are shown and used. An object is named by the id that it is open under. */
export interface ObjectViews {
  /** null where the object has no such form. */
  text(id: string, form: TextForm): Result<ObjectText | null, WorkbenchError>;
  listExports(id: string): Result<readonly ExportChoice[], WorkbenchError>;
  /** A file of an object, with its private key where that was asked for. */
  export(id: string, wanted: ObjectExport): Result<ExportFile, WorkbenchError>;
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
  lab,
  clock,
  random,
}: {
  readonly certificates: LoadedCertificates;
  readonly objects: OpenObjects;
  readonly policies: Policies;
  readonly lab: Lab;
  readonly clock: Clock;
  readonly random: RandomBytes;
}): ObjectViews {
  const viewed = createViewedObjects({ certificates, objects, clock });
  const findExported = createFindExported({
    ...{ certificates, objects, viewed },
    labKeyOf: (fingerprint) => labKeyOf(lab, fingerprint),
  });
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
      const found = viewed.readWhole(id);
      if (!found.ok) return found;
      const text = writeText(found.value, form);
      return ok(text === null ? null : shownOf(text));
    },
    listExports: (id) => {
      const found = findExported(id);
      return found.ok ? ok(listExports(found.value)) : found;
    },
    export: (id, wanted) => {
      const found = findExported(id);
      return found.ok ? exportObject(found.value, wanted, random) : found;
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
      return ok(
        drawChains(end, question, {
          loaded: viewed.certificates,
          labCas: () => labCas(lab),
          now: clock.now,
        }),
      );
    },
    judge: judgements.judge,
    lookUpSerial: (id, typed) => {
      const found = judgements.lookUp(id, typed);
      return found === null ? err({ code: 'not-found', what: 'crl' }) : ok(found);
    },
  };
}
