import { ok } from '#shared/model/result.ts';
import type { Workbench } from '#workbench/workbench.ts';
import type { Handlers } from './create-answer.ts';

type ViewChannel = Extract<keyof Handlers, `view:${string}`>;

/** What a person sees of an open object, and takes out of it. */
export function objectViewHandlers({ views }: Workbench): Pick<Handlers, ViewChannel> {
  return {
    'view:write-text': ({ id, form }) => views.text(id, form),
    'view:compare-objects': ({ before, after }) => views.compare(before, after),
    'view:search-objects': async ({ typed }) => ok(await views.search(typed)),
    'view:draw-chains': ({ fingerprint, question }) => views.chains(fingerprint, question),
    'view:judge-object': ({ id, judgedAt }) => ok(views.judge(id, judgedAt)),
    'view:look-up-serial': ({ id, typed }) => views.lookUpSerial(id, typed),
  };
}
