import { faultTable } from '#lab/faults/registry.ts';
import { signerTable } from '#lab/responder/signer-table.ts';
import type { LabError } from '#shared/model/lab.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { describeLabError } from '#shared/wording/lab.ts';
import { programs } from './mtls/other-judge.ts';
import type { Parts, WorkbenchOptions } from './parts.ts';

const firstPage = 200;
const everything = { statuses: null, sources: null, text: '' };

/** All that a window which has just opened, or was loaded again, has to know. */
export function snapshotOf(
  parts: Parts,
  { info }: WorkbenchOptions,
  labProblem: LabError | null,
): Snapshot {
  const { settings, policies, clock, certificates, objects, flows, cachedAnswers } = parts;
  const { stage, mtls, scenarios } = parts;
  return {
    info,
    settings: settings.current(),
    policies: policies.list(),
    clock: clock.state(),
    certificates: certificates.list(),
    objects: objects.list(),
    flows: flows.list(everything, 0, firstPage),
    statistics: flows.statistics(),
    cacheStatistics: cachedAnswers.statistics(),
    lab: stage.lab.view(),
    labProblem: labProblem === null ? null : describeLabError(labProblem),
    faults: faultTable,
    signers: signerTable,
    mtls: mtls.view(),
    programs,
    scenarios: scenarios.all,
    scenarioRun: scenarios.run(),
  };
}
