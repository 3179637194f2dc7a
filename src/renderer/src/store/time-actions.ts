import { describeIpcError } from '#shared/ipc/error.ts';
import type { Exposure, ExposureHabits, MeasuredExposure } from '#shared/model/exposure.ts';
import type { Policy } from '#shared/model/policy.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { TimelineReport, TimelineSubject } from '#shared/model/timeline.ts';
import { idleWhatIf } from '#shared/model/what-if.ts';
import { ask, callSafely, type Scope } from './scope.ts';
import type { PolicySetting, WorkbenchState } from './state.ts';

export type TimeActions = ReturnType<typeof createTimeActions>;

/** When verdicts flip, how long a revoked certificate is admitted, and what another policy would have decided. */
export function createTimeActions(scope: Scope) {
  const { store } = scope;
  return {
    setTimelineDialog: (timelineDialog: WorkbenchState['timelineDialog']) =>
      store.setState({ timelineDialog }),
    setExposureDialog: (exposureDialog: 'open' | 'closed') => store.setState({ exposureDialog }),
    setWhatIfDialog: (whatIfDialog: 'open' | 'closed') => store.setState({ whatIfDialog }),
    /** Leads to a setting of the policy; null once it has been reached. */
    showPolicySetting: (shownPolicySetting: PolicySetting | null) =>
      store.setState(
        shownPolicySetting === null
          ? { shownPolicySetting }
          : { shownPolicySetting, screen: 'flows', view: 'workbench', exposureDialog: 'closed' },
      ),
    async readTimeline(subject: TimelineSubject): Promise<Result<TimelineReport, string>> {
      const result = await callSafely(scope, 'time:get-timeline', subject);
      return result.ok ? ok(result.value) : err(describeIpcError(result.error));
    },
    async readExposure(policy: Policy, habits: ExposureHabits): Promise<Result<Exposure, string>> {
      const result = await callSafely(scope, 'time:get-exposure', { policy, habits });
      return result.ok ? ok(result.value) : err(describeIpcError(result.error));
    },
    async measureExposure(
      policy: Policy,
      habits: ExposureHabits,
    ): Promise<Result<MeasuredExposure, string>> {
      const result = await callSafely(scope, 'time:measure-exposure', { policy, habits });
      return result.ok ? ok(result.value) : err(describeIpcError(result.error));
    },
    cancelMeasurement: () => void callSafely(scope, 'time:cancel-measurement', null),
    async startWhatIf(policy: Policy) {
      store.setState({ whatIf: { ...idleWhatIf, state: 'running' } });
      const started = await ask(scope, 'Not compared', 'time:start-what-if', { policy });
      if (started === null) store.setState({ whatIf: idleWhatIf });
    },
    cancelWhatIf: () => void callSafely(scope, 'time:cancel-what-if', null),
  };
}
