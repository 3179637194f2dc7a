import type { BrowserWindow } from 'electron';
import { cardJson } from '#matrix/responder-card/card-json.ts';
import { err, ok } from '#shared/model/result.ts';
import { toSafeJson } from '#shared/wording/safe-text.ts';
import type { Workbench } from '#workbench/workbench.ts';
import { saveFile } from '../save-file.ts';
import type { Handlers } from './create-answer.ts';

type ResponderChannel = Extract<keyof Handlers, `responder:${string}`>;

/** The card of a responder: what would be sent, what came of it. */
export function responderHandlers(
  { responderCards }: Workbench,
  window: () => BrowserWindow | null,
): Pick<Handlers, ResponderChannel> {
  return {
    'responder:plan-card': (order) => responderCards.plan(order),
    'responder:ask-card': (order) => responderCards.ask(order),
    'responder:cancel-card': () => {
      responderCards.cancel();
      return ok(null);
    },
    'responder:export-card': () => {
      const card = responderCards.last();
      if (card === null) return err({ code: 'not-found', what: 'responder-card' });
      const text = toSafeJson(`${JSON.stringify(cardJson(card), null, 2)}\n`);
      const bytes = new TextEncoder().encode(text);
      return saveFile(
        { name: 'responder-card.json', bytes },
        { window: window(), isSecret: false },
      );
    },
  };
}
