import { err, ok } from '#shared/model/result.ts';
import { findPolicyProblems } from '#workbench/validate-policy.ts';
import type { Workbench } from '#workbench/workbench.ts';
import type { Handlers } from './create-answer.ts';

type TimeChannel = Extract<keyof Handlers, `time:${string}`>;

/** When verdicts flip, how long a revoked certificate is admitted, and what another policy would have decided. */
export function timeHandlers(workbench: Workbench): Pick<Handlers, TimeChannel> {
  const { exposures, whatIf } = workbench;
  return {
    'time:get-timeline': (subject) => workbench.timeline(subject),
    'time:get-exposure': ({ policy, habits }) => exposures.reckon(policy, habits),
    'time:measure-exposure': ({ policy, habits }) => exposures.measure(policy, habits),
    'time:cancel-measurement': () => {
      exposures.cancel();
      return ok(null);
    },
    'time:start-what-if': ({ policy }) => {
      const problems = findPolicyProblems(policy);
      if (problems.length > 0) return err({ code: 'fields-invalid', problems });
      void whatIf.start(policy);
      return ok(null);
    },
    'time:cancel-what-if': () => {
      whatIf.cancel();
      return ok(null);
    },
    'time:get-what-if': () => ok(whatIf.run()),
  };
}
