import type { CardExchange, CardLine } from '#shared/model/responder-card.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { answerLines } from './answer-lines.ts';
import { httpLines } from './http-lines.ts';
import { type Find, isAnswered, line, outcomeOf } from './line.ts';
import { type CardSubjects, cardHashes, nonceLengths } from './plan-questions.ts';

/** Everything that the exchanges show, one line for each capability. */
export function cardLines(
  exchanges: readonly CardExchange[],
  subjects: CardSubjects,
  at: EpochMs,
): readonly CardLine[] {
  const find: Find = (id) => exchanges.find(({ question }) => question.id === id) ?? null;
  return [
    ...requestLines(find),
    ...answerLines(find, subjects, at),
    ...errorLines(find),
    ...httpLines(find, exchanges),
  ];
}

function requestLines(find: Find): readonly CardLine[] {
  const [post, get] = [find('post'), find('get')];
  const hashes = cardHashes.map((hash) => ({
    hash,
    exchange: find(hash === 'sha1' ? 'post' : `hash-${hash}`),
  }));
  const accepted = hashes.filter(({ exchange }) => isAnswered(exchange)).map(({ hash }) => hash);
  const several = find('several');
  const asked = several?.question.serialNumbers.length ?? 0;
  const answered = several?.statuses.length ?? 0;
  return [
    line(['post', 'POST', 'RFC 6960 A.1'], [post], {
      finding: isAnswered(post) ? 'answered' : outcomeOf(post),
      seriousness: isAnswered(post) ? 'fine' : 'fault',
    }),
    line(['get', 'GET', 'RFC 5019 §5'], [get], {
      finding: isAnswered(get) ? 'answered' : outcomeOf(get),
      seriousness: isAnswered(get) ? 'fine' : 'warning',
    }),
    line(
      ['hashes', 'Hashes of the CertID', 'RFC 6960 §4.3'],
      hashes.map(({ exchange }) => exchange),
      {
        finding: accepted.length === 0 ? 'none is answered' : `answers ${accepted.join(', ')}`,
        seriousness: accepted.includes('sha1')
          ? accepted.includes('sha256')
            ? 'fine'
            : 'note'
          : 'fault',
      },
    ),
    nonceLine(find),
    line(['several', 'Several certificates at once', 'RFC 6960 §4.1.1'], [several], {
      finding:
        answered >= asked && asked > 1
          ? `all ${asked} are answered in one response`
          : answered > 0
            ? `${answered} of ${asked} are answered`
            : outcomeOf(several),
      seriousness: answered >= asked && asked > 1 ? 'fine' : 'note',
    }),
  ];
}

function nonceLine(find: Find): CardLine {
  const asked = nonceLengths.map((length) => ({ length, exchange: find(`nonce-${length}`) }));
  const echoed = asked.filter(({ exchange }) => isAnswered(exchange) && holdsNonce(exchange));
  const ignored = asked.filter(({ exchange }) => isAnswered(exchange) && !holdsNonce(exchange));
  const refused = asked.filter(({ exchange }) => !isAnswered(exchange));
  const lengths = (list: typeof asked) => list.map(({ length }) => length).join(', ');
  const parts = [
    ...(echoed.length > 0 ? [`returned for ${lengths(echoed)} octets`] : []),
    ...(ignored.length > 0 ? [`left out for ${lengths(ignored)}`] : []),
    ...(refused.length > 0
      ? [`refused for ${lengths(refused)} (${outcomeOf(refused[0]?.exchange ?? null)})`]
      : []),
  ];
  const isWhole = echoed.length === asked.length;
  return line(
    ['nonce', 'Nonce', 'RFC 9654 §2.1'],
    asked.map(({ exchange }) => exchange),
    { finding: parts.join('; '), seriousness: isWhole ? 'fine' : 'note' },
  );
}

/** True where the answer holds the octets of the nonce that was sent; random octets are there for no other reason. */
function holdsNonce({ body, question }: CardExchange): boolean {
  if (question.nonce === null) return false;
  // A nonce of one octet is found with the two that stand before it in DER.
  const octets = Buffer.from([0x04, question.nonce.length, ...question.nonce]);
  return question.nonce.length > 127
    ? Buffer.from(body).includes(Buffer.from(question.nonce))
    : Buffer.from(body).includes(octets);
}

function errorLines(find: Find): readonly CardLine[] {
  const unissued = find('never-issued');
  const said = unissued?.statuses[0]?.status ?? null;
  const other = find('other-issuer');
  const broken = [find('garbage'), find('empty')];
  const isProper = broken.every((each) => each?.responseStatus === 'malformedRequest');
  return [
    line(['never-issued', 'Serial number that nobody issued', 'RFC 6960 §2.2'], [unissued], {
      finding:
        said === 'good'
          ? 'good: it says so of certificates that were never issued, forged ones included'
          : outcomeOf(unissued),
      seriousness: said === 'good' ? 'warning' : unissued?.failure === null ? 'fine' : 'fault',
    }),
    line(['other-issuer', 'CA that it does not serve', 'RFC 5019 §2.2.3'], [other], {
      finding: outcomeOf(other),
      seriousness:
        other?.responseStatus === 'unauthorized' || other?.statuses[0]?.status === 'unknown'
          ? 'fine'
          : 'note',
    }),
    line(['errors', 'Requests that are none', 'RFC 6960 §2.3'], broken, {
      finding: `garbage: ${outcomeOf(broken[0] ?? null)}; empty: ${outcomeOf(broken[1] ?? null)}`,
      seriousness: isProper ? 'fine' : 'note',
    }),
  ];
}
