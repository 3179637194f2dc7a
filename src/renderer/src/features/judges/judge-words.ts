import type { JudgeCode, ProgramOpinion } from '#shared/model/judged-by.ts';

/** A program's verdict in a word, and the tone of it. */
export const codeWords: Readonly<
  Record<
    JudgeCode,
    { readonly word: string; readonly tone: 'good' | 'revoked' | 'unknown' | 'indeterminate' }
  >
> = {
  G: { word: 'good', tone: 'good' },
  Gw: { word: 'good, warns', tone: 'good' },
  R: { word: 'revoked', tone: 'revoked' },
  Rw: { word: 'revoked, warns', tone: 'revoked' },
  U: { word: 'unknown', tone: 'unknown' },
  X: { word: 'refused', tone: 'revoked' },
  S: { word: 'stale, accepted', tone: 'unknown' },
  F: { word: 'failed, accepted', tone: 'indeterminate' },
  T: { word: 'trusted', tone: 'good' },
};

/** Those that differ from us first, then by verdict; programs of one verdict stay in their order. */
export function arrangeOpinions(opinions: readonly ProgramOpinion[]): readonly ProgramOpinion[] {
  const order: readonly JudgeCode[] = ['R', 'Rw', 'X', 'U', 'F', 'S', 'Gw', 'T', 'G'];
  const rank = ({ agrees, code }: ProgramOpinion) =>
    (agrees ? order.length : 0) + order.indexOf(code);
  return opinions.toSorted((a, b) => rank(a) - rank(b));
}

/** How many programs agree, in a sentence. */
export function agreementWords(opinions: readonly ProgramOpinion[]): string {
  const differing = opinions.filter(({ agrees }) => !agrees).length;
  if (differing === 0) return `All ${opinions.length} programs decide as we do.`;
  const verb = differing === 1 ? 'decides' : 'decide';
  return `${differing} of ${opinions.length} programs ${verb} otherwise than we do.`;
}

/** What would turn a program round; null where nothing known does. */
export function turnWords({ turn, admits, name, version }: ProgramOpinion): string | null {
  const verb = admits ? 'refuse' : 'accept';
  return turn === null ? null : `${name} ${version} would ${verb} it if ${turn}.`;
}
