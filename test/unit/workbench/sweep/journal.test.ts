import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SweepResult } from '#shared/model/sweep.ts';
import { openLines, readJournal, toLine } from '#workbench/sweep/journal.ts';
import { suiteTempDir } from '../../../support/temp-dir.ts';

const temp = suiteTempDir('journal');

const result = (number: number): SweepResult => ({
  source: 'fleet.pem',
  number,
  fingerprint: `f${number}`,
  subject: 'CN=ü',
  issuer: 'CN=CA',
  serialNumber: '01',
  notAfter: 1,
  responder: 'http://r/',
  status: 'good',
  reason: null,
  revokedAt: null,
  thisUpdate: 1,
  nextUpdate: null,
  at: 2,
  durationMs: 3,
  attempts: 1,
});
const lineOf = (number: number) => JSON.stringify(result(number));

async function resume(text: string): Promise<{ numbers: readonly number[]; text: string }> {
  const path = join(temp.path, 'out.jsonl');
  await writeFile(path, text);
  const numbers: number[] = [];
  const kept = await readJournal(path, (each) => numbers.push(each.number));
  const lines = openLines(path, kept);
  if (!lines.ok) throw new Error(lines.error.code);
  lines.value.write(lineOf(9));
  lines.value.close();
  return { numbers, text: await readFile(path, 'utf8') };
}

describe('the journal of a sweep', () => {
  it('makes the folders above a new file', async () => {
    const path = join(temp.path, 'reports', 'november', 'out.jsonl');
    const lines = openLines(path, 0);
    if (!lines.ok) throw new Error(lines.error.code);
    lines.value.write(lineOf(1));
    lines.value.close();
    expect(await readFile(path, 'utf8')).toBe(`${lineOf(1)}\n`);
  });

  it('goes on after whole lines', async () => {
    const text = `${lineOf(1)}\n${lineOf(2)}\n`;
    expect(await resume(text)).toEqual({ numbers: [1, 2], text: `${text}${lineOf(9)}\n` });
  });

  it('cuts a line off that a crash left half', async () => {
    const half = lineOf(2).slice(0, 40);
    const resumed = await resume(`${lineOf(1)}\n${half}`);
    expect(resumed).toEqual({ numbers: [1], text: `${lineOf(1)}\n${lineOf(9)}\n` });
  });

  it('asks again about a last line that lacks its end alone', async () => {
    const resumed = await resume(`${lineOf(1)}\n${lineOf(2)}`);
    expect(resumed).toEqual({ numbers: [1], text: `${lineOf(1)}\n${lineOf(9)}\n` });
  });

  it('goes on after a name that holds a line separator', async () => {
    const text = `${toLine({ ...result(1), subject: 'CN=a\u2028b' })}\n${lineOf(2)}\n`;
    expect(await resume(text)).toEqual({ numbers: [1, 2], text: `${text}${lineOf(9)}\n` });
  });

  it('begins anew where there is nothing', async () => {
    expect((await resume('')).text).toBe(`${lineOf(9)}\n`);
    expect(await readJournal(join(temp.path, 'gone'), () => {})).toBe(0);
  });
});
