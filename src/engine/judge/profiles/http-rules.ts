import type { JudgeCode } from '#shared/model/judged-by.ts';
import { end, pass, type Rule, skip } from './profile.ts';

/** What a program asks of the HTTP response that an answer came in. */
export interface HttpDemand {
  readonly statuses: '200' | '2xx';
  /** `exact`: another type, or none, is refused; `if-present`: none passes; `any`: not looked at. */
  readonly type: 'exact' | 'if-present' | 'any';
  /** The most octets; null sets no limit. */
  readonly maxOctets: number | null;
}

const ocspType = 'application/ocsp-response';

/** The HTTP response is one that the program takes; not judged where the answer was not fetched. */
export function httpIsTaken(id: string, demand: HttpDemand, code: JudgeCode = 'X'): Rule {
  return {
    id,
    words: wordsOf(demand),
    check: null,
    run: ({ subject: { http } }) => {
      if (http === null) return skip('The answer was not fetched.');
      const { status, contentType, body } = http;
      const isTaken = demand.statuses === '200' ? status === 200 : status >= 200 && status < 300;
      if (!isTaken) return end(code, `The HTTP status is ${status}.`);
      const type = contentType?.toLowerCase() ?? null;
      const isTyped =
        type === ocspType ||
        demand.type === 'any' ||
        (type === null && demand.type === 'if-present');
      if (!isTyped) return end(code, `The content type is ${contentType ?? 'missing'}.`);
      if (demand.maxOctets !== null && body.length > demand.maxOctets) {
        return end(code, `It has ${body.length} octets.`);
      }
      return pass(`HTTP ${status}.`);
    },
  };
}

function wordsOf({ statuses, type, maxOctets }: HttpDemand): string {
  const types = {
    exact: `the content type is ${ocspType}`,
    'if-present': `the content type is ${ocspType} or missing`,
    any: 'the content type does not matter',
  };
  const limit = maxOctets === null ? '' : `; at most ${maxOctets} octets`;
  return `The HTTP status is ${statuses}; ${types[type]}${limit}.`;
}
