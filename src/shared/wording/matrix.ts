import type { CellResult, VerdictWord } from '../model/matrix-run.ts';
import { assertNever } from '../model/result.ts';

/** What reports call our own server, which is measured beside the others. */
export const referenceName = 'revoscope (reference)';

/** A judgement as a report shows it. */
export function verdictText(word: VerdictWord | 'void'): string {
  switch (word) {
    case 'breach':
    case 'opens':
    case 'hangs':
    case 'unclear':
    case 'observed':
    case 'void':
      return word;
    case 'never-asks':
      return 'never asks';
    case 'shuts-out':
      return 'shuts out';
    case 'as-expected':
      return 'as expected';
    default:
      return assertNever(word);
  }
}

/** What became of a cell, in a line: `denied, HTTP 400, 0.02 s, asked once by GET`. */
export function outcomeText(result: CellResult): string {
  const { outcome, record, note } = result;
  if (outcome === null) return note ?? 'not tried';
  const parts = [
    `${outcome.kind}, ${outcome.how}`,
    ...(record === null ? [] : [`${(record.times.total / 1_000).toFixed(2)} s`]),
    ...(record?.tlsVersion == null ? [] : [record.tlsVersion.replace('TLSv', 'TLS ')]),
    askedText(result),
    ...(note === null ? [] : [note]),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** How the responder was asked about a cell: `asked twice by POST, nonce of 16`. */
export function askedText({ questions, family }: CellResult): string {
  const [first] = questions;
  if (first === undefined) return family === 'control' ? '' : 'not asked';
  const times = ['once', 'twice'][questions.length - 1] ?? `${questions.length} times`;
  const nonce = first.nonceOctets === null ? '' : `, nonce of ${first.nonceOctets}`;
  const hash = first.hash === null ? '' : `, ${first.hash.toUpperCase().replace('SHA', 'SHA-')}`;
  return `asked ${times} by ${first.method}${hash}${nonce}`;
}

/** The shortest text for a cell of the grid: `A`, `D 400`, `hung`. */
export function gridText({ outcome, record, word }: CellResult): string {
  if (outcome === null) return word === 'void' ? 'void' : '–';
  switch (outcome.kind) {
    case 'admitted':
      return 'A';
    case 'denied':
      if (record?.alert != null) return `D alert ${record.alert}`;
      return record?.httpStatus == null ? 'D closed' : `D ${record.httpStatus}`;
    case 'hung':
    case 'unreachable':
    case 'unclear':
      return outcome.kind;
    default:
      return assertNever(outcome.kind);
  }
}
