import type { EpochMs } from '../../model/time.ts';
import { type VerdictChange, verdictChangeWords } from '../../model/verdict-change.ts';
import { toReadableUtc } from '../../wording/time.ts';
import { mono, optional, reading, type StepReading, text } from './step-reading.ts';

/** What a case was made from: a case file, or what other programs wrote down. */
export type CaseOrigin = 'case' | 'har' | 'packet-capture' | 'messages';

/** Nobody asked just now: everything that follows is from a file. */
export interface CaseOpened {
  readonly type: 'case-opened';
  /** The name of the file, without its folder. */
  readonly file: string;
  readonly origin: CaseOrigin;
  readonly name: string;
  readonly notes: string;
  /** When it was judged first, on the clock that judged it. */
  readonly recordedAt: EpochMs;
  /** The time that it was judged at now. */
  readonly at: EpochMs;
  /** The octets of the case file: the same file makes the same verdict anywhere. */
  readonly octets: Uint8Array;
  /** What is not as the case recorded it; null where nothing was recorded before. */
  readonly changes: readonly VerdictChange[] | null;
}

/** Where it is from, and whether it comes to the same. */
export function readCaseOpened(step: CaseOpened): StepReading {
  const { file, origin, name, notes, recordedAt, at, changes } = step;
  return reading({
    title: 'Opened from a file',
    label: `From ${caseOriginWords[origin]}`,
    detail: file,
    facts: [
      mono('File', file),
      text('Case', name),
      mono('Recorded', toReadableUtc(recordedAt)),
      ...(at === recordedAt ? [] : [mono('Judged at', toReadableUtc(at))]),
      ...optional(text, 'Notes', notes === '' ? null : notes),
      ...(changes ?? []).map((change) => text('Changed', verdictChangeWords(change))),
    ],
  });
}

/** What a case was made from, after “from”. */
export const caseOriginWords: Readonly<Record<CaseOrigin, string>> = {
  case: 'a case',
  har: 'a HAR file',
  'packet-capture': 'a packet capture',
  messages: 'a saved request and response',
};
