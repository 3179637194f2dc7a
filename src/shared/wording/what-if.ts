import { type WhatIfRun, whatIfRows } from '../model/what-if.ts';
import { countOf } from './count.ts';

/** What a comparison came to, in a sentence. */
export function whatIfSentence({ state, counts, total }: WhatIfRun): string {
  const { judged, nowDenied, nowAdmitted } = counts;
  if (state === 'done' && judged === 0) {
    return total === 0
      ? 'There are no recorded flows yet.'
      : 'No recorded flow can be judged again.';
  }
  const changed = nowDenied + nowAdmitted;
  const soFar = state === 'done' ? '' : ' so far';
  const of = `of ${countOf(judged, 'flow')}${soFar}`;
  if (changed === 0) return `No decision would change, ${of}.`;
  const parts = [
    nowDenied === 0 ? null : `${countOf(nowDenied, 'client')} would be denied`,
    nowAdmitted === 0 ? null : `${countOf(nowAdmitted, 'client')} would be admitted`,
  ].filter((part) => part !== null);
  return `${parts.join(' and ')} that ${changed === 1 ? 'was' : 'were'} not, ${of}.`;
}

/** What has to be known beside it; empty where nothing has. */
export function whatIfNote({ state, counts, rows }: WhatIfRun): string {
  const { nowDenied, nowAdmitted, otherReason, askedOtherwise, notJudged } = counts;
  const notes = [
    state === 'cancelled' ? 'Cancelled before the end.' : null,
    otherReason === 0
      ? null
      : `${countOf(otherReason, 'flow')} would be decided alike, for another reason.`,
    askedOtherwise === 0
      ? null
      : `For ${askedOtherwise.toLocaleString('en-US')} of them this policy would have asked otherwise, so that the answer might have been another.`,
    notJudged === 0 ? null : `${countOf(notJudged, 'flow')} cannot be judged again.`,
    nowDenied + nowAdmitted > rows.length && rows.length === whatIfRows
      ? `The newest ${whatIfRows} are listed.`
      : null,
  ];
  return notes.filter((note) => note !== null).join(' ');
}
