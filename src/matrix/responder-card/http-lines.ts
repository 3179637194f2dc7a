import type { CardExchange, CardLine } from '#shared/model/responder-card.ts';
import { type Find, isAnswered, line } from './line.ts';

/** What HTTP shows: label, caching, kept connections, and the time it takes. */
export function httpLines(find: Find, exchanges: readonly CardExchange[]): readonly CardLine[] {
  const answered = exchanges.filter((each) => isAnswered(each));
  const post = answered[0] ?? null;
  const get = find('get');
  const cached = isAnswered(get) ? get : null;
  const type = post === null ? null : headerOf(post, 'content-type');
  const isType = type?.split(';')[0]?.trim().toLowerCase() === 'application/ocsp-response';
  const caching = ['cache-control', 'expires', 'etag', 'last-modified'].flatMap((name) => {
    const value = cached === null ? null : headerOf(cached, name);
    return value === null ? [] : [`${name}: ${value}`];
  });
  const closes = post !== null && /close/i.test(headerOf(post, 'connection') ?? '');
  const times = answered.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  const middle = times[Math.floor(times.length / 2)];
  const sizes = answered.map(({ body }) => body.length);
  return [
    line(['content-type', 'Content type', 'RFC 6960 A.2'], [post], {
      finding: type ?? 'none',
      seriousness: isType ? 'fine' : 'warning',
    }),
    line(['caching', 'Caching headers on GET', 'RFC 5019 §6.2'], [cached], {
      finding: caching.length === 0 ? 'none' : caching.join('; '),
      seriousness: caching.some((each) => /max-age|no-(?:store|cache)/i.test(each))
        ? 'fine'
        : 'note',
    }),
    line(['keep-alive', 'Kept connections', 'RFC 9112 §9.3'], [post], {
      finding: post === null ? 'not seen' : closes ? 'it closes after each answer' : 'kept open',
      seriousness: closes || post === null ? 'note' : 'fine',
    }),
    line(['time', 'Time taken', 'RFC 5019 §1'], answered, {
      finding:
        middle === undefined
          ? 'no answer came'
          : `${Math.round(middle)} ms in the middle, ${Math.round(times.at(-1) ?? 0)} ms at most; ${Math.max(...sizes)} octets at most`,
      seriousness: middle === undefined ? 'fault' : middle > 1_000 ? 'warning' : 'fine',
    }),
  ];
}

function headerOf({ headers }: CardExchange, name: string): string | null {
  return headers.find((each) => each.name.toLowerCase() === name)?.value ?? null;
}
