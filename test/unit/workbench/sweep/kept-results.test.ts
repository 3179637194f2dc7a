import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { SweepResult } from '#shared/model/sweep.ts';
import { createKeptResults } from '#workbench/sweep/kept-results.ts';
import { suiteTempDir } from '../../../support/temp-dir.ts';

const temp = suiteTempDir('kept-results');

const result = (number: number): SweepResult => ({
  ...{ source: 'fleet.pem', number, fingerprint: `f${number}`, subject: `CN=ü${number}` },
  ...{ issuer: 'CN=CA', serialNumber: '01', notAfter: 1, responder: 'http://r/' },
  status: number % 3 === 0 ? 'revoked' : 'good',
  ...{ reason: null, revokedAt: null, thisUpdate: 1, nextUpdate: 2, at: 3 },
  ...{ durationMs: 4, attempts: 1 },
});

it('gives pages of all results and of one status, and goes on after a crash in the middle of a line', async () => {
  const path = join(temp.path, 'sweep.jsonl');
  const first = createKeptResults(path);
  first.reset();
  for (let number = 1; number <= 7; number += 1) first.add(result(number));
  expect(first.page(null, 5, 10)).toEqual({ total: 7, results: [result(6), result(7)] });
  expect(first.page('revoked', 1, 1)).toEqual({ total: 2, results: [result(6)] });
  first.close();
  await appendFile(path, '{"source":"fleet.pem","number":8');

  const second = createKeptResults(path);
  await second.resume();
  expect([second.isDone('f7'), second.isDone('f8')]).toEqual([true, false]);
  second.add(result(8));
  expect([...second.all()]).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map(result));
  expect(second.statistics.get().status).toMatchObject({ good: 6, revoked: 2 });
  second.close();
});
