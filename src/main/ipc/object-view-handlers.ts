import type { Workbench } from '#workbench/workbench.ts';
import type { Handlers } from './create-answer.ts';

type ViewChannel = Extract<keyof Handlers, `view:${string}`>;

/** What a person sees of an open object, and takes out of it. */
export function objectViewHandlers({ views }: Workbench): Pick<Handlers, ViewChannel> {
  return {
    'view:write-text': ({ id, form }) => views.text(id, form),
  };
}
