import type { JudgeCode } from '#shared/model/judged-by.ts';
import { end, pass, type Rule, skip } from './profile.ts';

/** How a program names a rule, and what it says where the rule does not hold. */
export interface RuleName {
  readonly id: string;
  readonly words: string;
  /** `X` unless said. */
  readonly code?: JudgeCode;
}

/** The octets are an OCSPResponse; octets after it pass or are refused. */
export function responseIsRead(
  { id, words, code = 'X' }: RuleName,
  trailing: 'passes' | 'refused',
): Rule {
  return {
    id,
    words,
    check: 'response-status',
    run: ({ subject: { reading } }) => {
      if (reading.error !== null) {
        const { path, offset, message } = reading.error;
        return end(code, `It cannot be read: ${path}, octet ${offset}: ${message}.`);
      }
      const { trailingOuter } = reading;
      if (trailingOuter === 0) return pass('It is one OCSPResponse.');
      const found = `${countOctets(trailingOuter)} after the OCSPResponse`;
      return trailing === 'passes' ? pass(`${found} are left unread.`) : end(code, `${found}.`);
    },
  };
}

/** The responder says that it answers at all. */
export function statusIsSuccessful({ id, words, code = 'X' }: RuleName): Rule {
  return {
    id,
    words,
    check: 'response-status',
    run: ({ subject: { reading } }) => {
      const status = reading.response?.responseStatus ?? 'internalError';
      return status === 'successful'
        ? pass('The status is successful.')
        : end(code, `The responder says ${status}.`);
    },
  };
}

/** The answer is of the one type that is defined. */
export function typeIsBasic({ id, words, code = 'X' }: RuleName): Rule {
  return {
    id,
    words,
    check: 'response-type',
    run: ({ subject: { reading, basic } }) => {
      if (basic !== null) return pass('It is a basic OCSP response.');
      const type = reading.response?.responseType ?? null;
      return end(code, type === null ? 'There is no answer in it.' : `Its type is ${type}.`);
    },
  };
}

/** What a program's reader of BasicOCSPResponse refuses beyond what nobody can read. */
export interface BasicReader {
  readonly trailing: 'passes' | 'refused';
  readonly version: 'any' | 'v1';
  /** Whether a reason that RFC 5280 does not define is refused. */
  readonly reasons: 'any' | 'defined';
}

/** The BasicOCSPResponse is read as far as the program's reader goes. */
export function basicIsRead(name: RuleName, reader: BasicReader): Rule {
  const { id, words, code = 'X' } = name;
  return {
    id,
    words,
    check: 'response-version',
    run: ({ subject: { reading, basic } }) => {
      if (basic === null) return skip('There is no BasicOCSPResponse.');
      const { trailingInner } = reading;
      if (trailingInner > 0 && reader.trailing === 'refused') {
        return end(code, `${countOctets(trailingInner)} after the BasicOCSPResponse.`);
      }
      if (basic.version !== 0 && reader.version === 'v1') {
        return end(code, `The version is ${basic.version + 1}, not 1.`);
      }
      const undefinedReason = reading.response?.deviations.find(
        (deviation) => deviation.code === 'value-not-defined',
      );
      if (undefinedReason !== undefined && reader.reasons === 'defined') {
        return end(code, `${undefinedReason.message}.`);
      }
      return pass('Its build is accepted.');
    },
  };
}

function countOctets(count: number): string {
  return count === 1 ? '1 octet' : `${count} octets`;
}
