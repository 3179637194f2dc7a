import { ok } from '#shared/model/result.ts';
import type { Workbench } from '#workbench/workbench.ts';
import type { Handlers } from './create-answer.ts';

type ObjectChannel = Extract<keyof Handlers, `objects:${string}`>;

/** What is open besides certificates. */
export function objectHandlers({ objects }: Workbench): Pick<Handlers, ObjectChannel> {
  return {
    'objects:get-object': ({ id }) => objects.get(id),
    'objects:unlock-object': ({ id, password }) => objects.unlock(id, password),
    'objects:close-objects': ({ ids }) => {
      objects.close(ids);
      return ok(null);
    },
  };
}
