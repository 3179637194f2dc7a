import { describeIpcError } from '#shared/ipc/error.ts';
import type { CardOrder } from '#shared/model/responder-card-view.ts';
import type { CardState } from './card-state.ts';
import { ask, callSafely, type Scope } from './scope.ts';

export type CardActions = ReturnType<typeof createCardActions>;

/** What a person does to learn what a responder can do. */
export function createCardActions(scope: Scope) {
  const { store } = scope;
  const patch = (change: Partial<CardState>) =>
    store.setState((state) => ({ card: { ...state.card, ...change } }));
  const refusal = (error: Parameters<typeof describeIpcError>[0]) =>
    error.code === 'fields-invalid'
      ? Object.fromEntries(error.problems.map(({ field, message }) => [field, message]))
      : { '': describeIpcError(error) };
  return {
    patchCardOrder(change: Partial<CardOrder>) {
      const { card } = store.getState();
      patch({ order: { ...card.order, ...change }, problems: {} });
    },
    /** Reads what would be sent. */
    async planCard() {
      const { order } = store.getState().card;
      const result = await callSafely(scope, 'responder:plan-card', order);
      // Whoever changed the order meanwhile has asked anew.
      if (store.getState().card.order.issuer !== order.issuer) return;
      if (result.ok) patch({ plan: result.value });
      else patch({ plan: null, problems: refusal(result.error) });
    },
    async askCard() {
      const { order, plan } = store.getState().card;
      const total = plan?.questions.length ?? 0;
      patch({
        problems: {},
        run: { state: 'running', done: 0, total },
        exchange: null,
        line: null,
      });
      const result = await callSafely(scope, 'responder:ask-card', order);
      if (!result.ok) return patch({ run: { state: 'idle' }, problems: refusal(result.error) });
      const card = result.value;
      patch({ run: card === null ? { state: 'idle' } : { state: 'done', card } });
    },
    cancelCard: () => ask(scope, 'It cannot be cancelled', 'responder:cancel-card', null),
    forgetCard: () => patch({ run: { state: 'idle' }, exchange: null, line: null }),
    showExchange: (exchange: number | null, line: string | null) => patch({ exchange, line }),
    saveCard: () => ask(scope, 'The card was not saved', 'responder:export-card', null),
  };
}
