import type { ResponderCard } from '#shared/model/responder-card.ts';

/** The card as JSON has it: its octets as base64. */
export function cardJson(card: ResponderCard): unknown {
  const base64 = (octets: Uint8Array) => Buffer.from(octets).toString('base64');
  return {
    ...card,
    exchanges: card.exchanges.map(({ question, body, ...rest }) => ({
      ...rest,
      question: { id: question.id, method: question.method, what: question.what },
      request: base64(question.body),
      response: base64(body),
    })),
  };
}
