import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from 'playwright/test';
import type { ForeignServer } from '../support/servers/launch.ts';
import { serveNginx } from '../support/servers/nginx.ts';
import { expectWellMade } from './support/appearance.ts';
import { call } from './support/bridge.ts';
import { test } from './support/test.ts';
import type { World } from './support/world.ts';

test('a person tries a server, looks into a cell, changes its configuration, and compares', async ({
  open,
  world,
}) => {
  const launched = await open();
  const { page } = launched;
  const strict = await nginx(page, world, (snippet) => snippet);
  const lax = await nginx(page, world, (snippet) =>
    snippet.replace('ssl_ocsp leaf', 'ssl_ocsp off'),
  );
  try {
    await page.getByRole('radio', { name: 'Servers' }).click();
    const form = page.getByRole('form', { name: 'Matrix' });
    await form.getByRole('textbox', { name: /^URL/ }).fill('ftp://nowhere/');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(form).toContainText('“ftp://nowhere/” is no https URL.');
    await expectWellMade(launched, 'servers-set-up');

    await form.getByRole('textbox', { name: /^URL/ }).fill(urlOf(strict));
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'paused' })).toBeVisible();
    await page.getByRole('button', { name: 'Go on' }).click();
    const verdicts = page.getByRole('list', { name: 'Verdicts' });
    await expect(verdicts).toContainText('Behaves as expected', { timeout: 30_000 });
    await expectWellMade(launched, 'servers-matrix-strict');
  } finally {
    await Promise.all([strict.stop(), lax.stop()]);
  }
});

const urlOf = ({ port }: ForeignServer) => `https://127.0.0.1:${port}/`;

/** nginx as the trust kit of this window sets it up, with something changed in the snippet. */
async function nginx(
  page: Page,
  world: World,
  change: (snippet: string) => string,
): Promise<ForeignServer> {
  const kit = await call(page, 'matrix:get-trust-kit', { product: 'nginx' });
  const cas = join(world.dir, kit.file);
  await writeFile(cas, kit.pem);
  const { certPath, keyPath } = world.good;
  const files = { dir: world.dir, certificate: certPath, privateKey: keyPath };
  return serveNginx(files, { snippet: change(kit.snippet.replace(kit.file, cas)) });
}
