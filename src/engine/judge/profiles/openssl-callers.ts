import type { JudgeCode } from '#shared/model/judged-by.ts';
import { end, pass, type Rule, skip, type Workings } from './profile.ts';
import {
  basicIsRead,
  type RuleName,
  responseIsRead,
  statusIsSuccessful,
  typeIsBasic,
} from './reading-rules.ts';
import { opensslValidity, timesText } from './times.ts';

/** The names that a program built on OpenSSL gives to the steps of reading. */
export interface ReadingNames {
  readonly read: string;
  readonly status: string;
  readonly basic: string;
}

/** How every program on OpenSSL reads: as BER, without a look at what follows. */
export function opensslReading(names: ReadingNames): readonly Rule[] {
  return [
    responseIsRead(
      { id: names.read, words: 'The octets are read as BER; what follows is left unread.' },
      'passes',
    ),
    statusIsSuccessful({ id: names.status, words: 'The response status is successful.' }),
    typeIsBasic({ id: names.basic, words: 'The response holds a basic OCSP response.' }),
    basicIsRead(
      { id: 'd2i_OCSP_BASICRESP', words: 'Any version; what follows is left unread.' },
      { trailing: 'passes', version: 'any', reasons: 'any' },
    ),
  ];
}

/** The first SingleResponse with the CertID by SHA-1 is the answer. */
export function firstBySha1({ id, words, code = 'X' }: RuleName): Rule {
  return {
    id,
    words,
    check: 'cert-id-match',
    run: (workings) => {
      const found = workings.subject.singles.find(
        ({ hash, isSerial, isNameHash, isKeyHash }) =>
          hash === 'sha1' && isSerial && isNameHash && isKeyHash,
      );
      if (found === undefined) return end(code, 'No SingleResponse has the CertID by SHA-1.');
      workings.single = found.single;
      return pass('It is there.');
    },
  };
}

/** Which times a caller of `OCSP_check_validity` allows. */
export interface ValidityLimits {
  readonly skewSeconds: number;
  readonly maxSeconds: number;
}

/** The times hold, or the response is refused. */
export function timesHold(
  { id, words, code = 'X' }: RuleName,
  limits: (workings: Workings) => ValidityLimits,
): Rule {
  return {
    id,
    words,
    check: 'next-update',
    run: (workings) => {
      const { single, at } = workings;
      if (single === null) return skip('There is no answer.');
      const trouble = opensslValidity(single, at, limits(workings));
      return trouble === null ? pass(timesText(single)) : end(code, `${trouble}.`);
    },
  };
}

/** Good is let in; revoked and unknown are not. */
export function goodAlone({ id, words }: RuleName): Rule {
  return {
    id,
    words,
    check: 'revocation-time',
    run: ({ single }) => {
      const status = single?.certStatus.status ?? 'unknown';
      const code: Record<typeof status, JudgeCode> = { good: 'G', revoked: 'R', unknown: 'U' };
      return end(code[status], `The status is ${status}.`);
    },
  };
}
