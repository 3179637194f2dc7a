import type { ResponderCard } from '#shared/model/responder-card.ts';
import type { CardOrder, CardPlan } from '#shared/model/responder-card-view.ts';

/** The card that is being made, and what came of it. */
export type CardRun =
  | { readonly state: 'idle' }
  | { readonly state: 'running'; readonly done: number; readonly total: number }
  | { readonly state: 'done'; readonly card: ResponderCard };

/** All that the Responder side of the Servers screen shows. */
export interface CardState {
  readonly order: CardOrder;
  readonly problems: Readonly<Record<string, string>>;
  /** What would be sent; null until that is known. */
  readonly plan: CardPlan | null;
  readonly run: CardRun;
  /** The number of the exchange that is shown. */
  readonly exchange: number | null;
  /** The line that led to it. */
  readonly line: string | null;
}

export const emptyCard: CardState = {
  order: { uri: '', issuer: { kind: 'lab' }, intervalMs: 500 },
  problems: {},
  plan: null,
  run: { state: 'idle' },
  exchange: null,
  line: null,
};

/** Takes in how far the questions are. */
export function withAsked(
  card: CardState,
  { done, total }: { readonly done: number; readonly total: number },
): CardState {
  return card.run.state === 'running' ? { ...card, run: { state: 'running', done, total } } : card;
}
