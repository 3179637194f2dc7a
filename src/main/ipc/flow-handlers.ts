import { ok } from '#shared/model/result.ts';
import type { Workbench } from '#workbench/workbench.ts';
import type { Handlers } from './create-answer.ts';

type FlowChannel = Extract<
  keyof Handlers,
  `flows:${string}` | `check:${string}` | `cache:${string}`
>;

/** Checks, the flows they leave, and the cache they fill. */
export function flowHandlers(workbench: Workbench): Pick<Handlers, FlowChannel> {
  const { checks, flows, cache } = workbench;
  return {
    'check:start-check': ({ fingerprint, issuerFingerprint }) => {
      const started = checks.start(fingerprint, issuerFingerprint);
      return started.ok ? ok({ flowId: started.value.flowId }) : started;
    },
    'check:cancel-check': ({ flowId }) => {
      checks.cancel(flowId);
      return ok(null);
    },
    'flows:list-flows': ({ filter, offset, limit }) => ok(flows.list(filter, offset, limit)),
    'flows:get-flow': ({ flowId }) => flows.get(flowId),
    'flows:watch-flow': ({ flowId }) => {
      flows.watch(flowId);
      return ok(null);
    },
    'flows:delete-flows': ({ flowIds }) => ok({ undoToken: flows.delete(flowIds) }),
    'flows:restore-flows': ({ undoToken }) => flows.restore(undoToken),
    'flows:judge-flow': ({ flowId }) => workbench.judgedBy(flowId),
    'flows:get-commands': ({ flowId }) => workbench.commands(flowId),
    'cache:list-entries': ({ offset, limit }) => ok(cache.list(offset, limit)),
    'cache:evict-entry': ({ key }) => cache.evict(key),
    'cache:clear-cache': () => ok(cache.clear()),
    'cache:restore-entries': ({ undoToken }) => cache.restore(undoToken),
  };
}
