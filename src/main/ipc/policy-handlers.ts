import { ok } from '#shared/model/result.ts';
import { writePolicyFile } from '#shared/schema/policy-file.ts';
import type { Workbench } from '#workbench/workbench.ts';
import type { Handlers } from './create-answer.ts';

type PolicyChannel = Extract<keyof Handlers, `policy:${string}`>;

/** The policy in force and the saved ones. */
export function policyHandlers({ policies }: Workbench): Pick<Handlers, PolicyChannel> {
  return {
    'policy:set-policy': (policy) => policies.set(policy),
    'policy:save-policy': ({ name }) => policies.save(name),
    'policy:apply-policy': ({ id }) => policies.apply(id),
    'policy:rename-policy': ({ id, name }) => policies.rename(id, name),
    'policy:get-text': () => ok({ text: writePolicyFile(policies.inForce()) }),
    'policy:delete-policy': ({ id }) => policies.delete(id),
  };
}
