import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from 'playwright/test';
import type { ForeignServer } from '../support/servers/launch.ts';
import { serveNginx } from '../support/servers/nginx.ts';
import { expectAccessible, expectWellMade } from './support/appearance.ts';
import { call } from './support/bridge.ts';
import type { LaunchedApp } from './support/launch.ts';
import { test } from './support/test.ts';
import { workbenchPage } from './support/workbench-page.ts';
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
    await expectAccessible(page, 'servers-set-up', 'dark');

    const url = form.getByRole('textbox', { name: /^URL/ });
    // A good and a revoked client tell enough here; the rest is the interop tests' to try.
    await form.getByRole('radio', { name: 'Some…' }).click();
    await url.fill(urlOf(strict));
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'paused' })).toBeVisible();
    await page.getByRole('button', { name: 'Go on' }).click();
    const verdicts = page.getByRole('list', { name: 'Verdicts' });
    await expect(verdicts).toContainText('Behaves as expected', { timeout: 30_000 });
    await page.getByRole('button', { name: /^127.*, revoked: denied 400/ }).click();
    const cell = page.getByRole('region', { name: 'Cell' });
    await expect(cell).toContainText('It had to be kept out, and was denied.');
    await expect(cell).toContainText('Responder is asked, and answers: revoked');
    await page.keyboard.press('ArrowLeft');
    await expect(cell).toContainText('revoscope (reference)');

    await page.getByRole('button', { name: 'Set up…' }).click();
    await url.fill(urlOf(lax));
    await url.press('Enter');
    await expect(verdicts).toContainText('This gate admits revoked clients', { timeout: 30_000 });
    await page.getByRole('button', { name: /^127.*, revoked: admitted 200, breach/ }).click();
    await expect(cell).toContainText('The responder was not asked about this certificate.');
    await expectWellMade(launched, 'servers-matrix');

    await page.getByRole('button', { name: 'Runs' }).click();
    await page.getByRole('menuitem', { name: 'Compare with' }).hover();
    await page
      .getByRole('menu', { name: 'Compare with' })
      .getByRole('menuitemradio')
      .first()
      .click();
    const changes = page.getByRole('dialog', { name: 'What differs between the two runs' });
    await expect(
      changes.getByRole('row', { name: /revoked D 400, as expected A, breach/ }),
    ).toBeVisible();
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Set up…' }).click();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Cancelled after' })).toBeVisible();

    await askResponder(launched);
    await sweepOverLab(launched);
    await importConfiguration(launched);
  } finally {
    await Promise.all([strict.stop(), lax.stop()]);
  }
});

/** The card of the lab's responder, down to the octets of an exchange. */
async function askResponder(launched: LaunchedApp): Promise<void> {
  const { page } = launched;
  await page.getByRole('radio', { name: 'Responder' }).click();
  const form = page.getByRole('form', { name: 'Responder' });
  await expect(page.getByRole('region', { name: 'What will be sent' })).toContainText(
    /1[5-9] questions will be sent/,
  );
  await form.getByRole('button', { name: /^Take http/ }).click();
  await form.getByRole('textbox', { name: /^Milliseconds/ }).fill('0');
  await expectAccessible(page, 'servers-responder-plan', 'dark');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  const lines = page.getByRole('region', { name: 'Capabilities' });
  await expect(lines).toContainText('Hashes of the CertID');
  await lines.getByRole('button', { name: 'Nonce' }).click();
  const exchange = page.getByRole('region', { name: 'Exchange' });
  await expect(exchange).toContainText('nonce of 1 octet.');
  await expect(exchange.getByRole('tree')).toContainText('id-pkix-ocsp-basic');
  await expectAccessible(page, 'servers-responder-card', 'dark');
}

/** Every certificate of the lab, held and let go on. */
async function sweepOverLab(launched: LaunchedApp): Promise<void> {
  const { page } = launched;
  await page.getByRole('radio', { name: 'Sweep' }).click();
  const form = page.getByRole('form', { name: 'Sweep' });
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(form).toContainText('Choose files or a folder first.');
  await form.getByRole('radio', { name: /^Those of the lab/ }).click({ force: true });
  await expectAccessible(page, 'servers-sweep-set-up', 'dark');
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'done' })).toBeVisible();
  const results = page.getByRole('region', { name: 'Results' });
  await results.getByRole('radio', { name: /^Revoked [1-9]/ }).click();
  await results.getByRole('option').first().click();
  await expect(page.getByRole('region', { name: 'Charts' })).toContainText('thisUpdate');
  await expectAccessible(page, 'servers-sweep', 'dark');
}

/** The policy that an nginx configuration means, put in force, and written as one of Apache. */
async function importConfiguration(launched: LaunchedApp): Promise<void> {
  const { page } = launched;
  await workbenchPage(page).command("Import a server's configuration…");
  const dialog = page.getByRole('dialog', { name: 'A server’s configuration' });
  await dialog.getByRole('textbox').fill(nginxText);
  await dialog.getByRole('button', { name: 'Read' }).click();
  const meaning = dialog.getByRole('region', { name: 'What it means' });
  await expect(meaning).toContainText('OCSP is asked about clients.');
  await expect(meaning.getByRole('region', { name: 'Mapped' })).toContainText(
    'pasted text:4client_header_timeout 7s;',
  );
  await expectAccessible(page, 'configuration-import', 'dark');
  await dialog.getByRole('button', { name: 'Put this policy in force' }).click();
  await expect(dialog).toBeHidden();
  const { policies } = await call(page, 'app:get-snapshot', null);
  expect([policies.current.totalTimeoutMs, policies.current.fallback]).toEqual([7_000, 'block']);

  await workbenchPage(page).command("Write the policy as a server's configuration…");
  const snippet = page.getByRole('dialog', { name: 'The policy as a server’s configuration' });
  await snippet.getByRole('button', { name: 'nginx' }).click();
  await page.getByRole('menuitemradio', { name: 'Apache httpd' }).click();
  await expect(snippet.getByRole('region', { name: 'Snippet' })).toContainText(
    'SSLOCSPResponderTimeout 7',
  );
  await page.keyboard.press('Escape');
}

const nginxText = `server {
  listen 443 ssl; server_name gate.example;
  ssl_verify_client on; ssl_client_certificate ca.pem; ssl_ocsp leaf;
  client_header_timeout 7s;
}
`;

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
