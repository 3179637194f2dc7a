import type { Case } from '#shared/case/case.ts';
import { writeCase } from '#shared/case/case-file.ts';
import { type OpenCase, readOpenCase } from './read-case.ts';

/** Cases that were just made, as if each had been read from a file, and why some of them cannot be kept as one. */
export function freshCases(
  file: string,
  { cases, remarks }: { readonly cases: readonly Case[]; readonly remarks: readonly string[] },
): { readonly opened: readonly OpenCase[]; readonly remarks: readonly string[] } {
  const opened: OpenCase[] = [];
  const refused: string[] = [];
  for (const made of cases) {
    const read = readOpenCase(file, new TextEncoder().encode(writeCase(made)));
    if (read.ok) opened.push(read.value);
    // What others wrote down may hold what no case has: a status of HTTP with a fraction, a text without end.
    else refused.push(`an exchange cannot be kept as a case: ${read.error.message}`);
  }
  return { opened, remarks: [...remarks, ...refused] };
}
