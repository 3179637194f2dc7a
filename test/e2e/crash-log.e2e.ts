import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { test } from './support/test.ts';

test('an unexpected error is written to the log without private keys, and the person is told', async ({
  open,
}) => {
  const { app, page, userData } = await open();
  await app.evaluate(({ dialog }) => {
    const asked: unknown[] = [];
    Object.assign(globalThis, { asked });
    Object.assign(dialog, {
      showMessageBox: async (options: unknown) => {
        asked.push(options);
        return { response: 1 };
      },
    });
    setTimeout(() => {
      throw new Error(`provoked by a test, with -----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2Vw`);
    });
  });
  await expect
    .poll(() => app.evaluate(() => Reflect.get(globalThis, 'asked')))
    .toEqual([expect.objectContaining({ message: 'Revoscope met an error of its own.' })]);
  const log = await readFile(join(userData, 'logs', 'revoscope.log'), 'utf8');
  expect(log).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z {2}uncaught: Error: provoked by a test/);
  expect(log).not.toContain('MC4CAQAwBQYDK2Vw');
  // It goes on.
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
});
