import type { CardExchange, CardLine } from '#shared/model/responder-card.ts';

/** Finds the exchange of a question. */
export type Find = (id: string) => CardExchange | null;

/** True where a question got an answer about certificates. */
export function isAnswered(exchange: CardExchange | null): exchange is CardExchange {
  return exchange?.responseStatus === 'successful' && exchange.httpStatus === 200;
}

/** What an exchange came to, in a word or two. */
export function outcomeOf(exchange: CardExchange | null): string {
  if (exchange === null) return 'not asked';
  if (exchange.failure !== null) return exchange.failure;
  const { responseStatus, httpStatus, statuses } = exchange;
  if (responseStatus === null) return `HTTP ${httpStatus} without an OCSP response`;
  if (responseStatus !== 'successful') return responseStatus;
  const said = [...new Set(statuses.map(({ status }) => status))].join(' and ') || 'no status';
  return httpStatus === 200 ? said : `${said} under HTTP ${httpStatus}`;
}

/** Makes a line; exchanges that there are none of show nothing. */
export function line(
  [id, title, clause]: readonly [id: string, title: string, clause: string],
  exchanges: readonly (CardExchange | null)[],
  { finding, seriousness }: Pick<CardLine, 'finding' | 'seriousness'>,
): CardLine {
  const shownBy = exchanges.flatMap((exchange) => (exchange === null ? [] : [exchange.number]));
  return { id, title, finding, clause, seriousness, shownBy };
}
