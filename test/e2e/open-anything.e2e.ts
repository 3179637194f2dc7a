import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Locator } from 'playwright/test';
import { largeBundle } from '../support/large-bundle.ts';
import { startOpensslServer } from '../support/openssl-server.ts';
import { expectAccessible, expectWellMade } from './support/appearance.ts';
import { expectNoFaults } from './support/faults.ts';
import { dropFiles, stubOpenDialog } from './support/inputs.ts';
import { type LaunchedApp, launch } from './support/launch.ts';
import { createObjectFiles, type ObjectFiles, password } from './support/objects.ts';
import { test } from './support/test.ts';
import { type WorkbenchPage, workbenchPage } from './support/workbench-page.ts';

let launched: LaunchedApp;
let workbench: WorkbenchPage;
let files: ObjectFiles;
let list: Locator;

test.beforeAll(async ({ world }) => {
  files = await createObjectFiles(world);
  launched = await launch();
  workbench = workbenchPage(launched.page);
  list = launched.page.getByRole('listbox', { name: 'Open objects' });
});
test.afterEach(() => expectNoFaults(launched.faults));
test.afterAll(() => launched.close());

const drop = async (name: string) =>
  dropFiles(launched.page, [{ name, bytes: await files.bytes(name) }]);
const unlock = async (name: string) => {
  const dialog = launched.page.getByRole('dialog', { name: 'Unlock' });
  await expect(dialog).toContainText(name);
  await dialog.getByLabel('Password').fill(password);
  await launched.page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
};
const heading = () => launched.page.getByRole('heading', { level: 2 });

test('a PKCS#12 file asks for its password, says a wrong one, and opens', async () => {
  const { page } = launched;
  await drop('client.p12');
  const dialog = page.getByRole('dialog', { name: 'Unlock' });
  await expect(dialog).toContainText('client.p12');
  await dialog.getByLabel('Password').fill('not this one');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('The password is wrong.');
  await expectAccessible(page, 'unlock', 'dark');
  await dialog.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(heading()).toHaveText('PKCS#12 file with 1 private key and 2 certificates');
  await expect(list.getByRole('option')).toHaveCount(4);

  await list.getByRole('option', { name: /^EC P-256.*private key/ }).click();
  await expect(page.getByRole('region', { name: 'Same key' })).toContainText('gateway-good');
});

for (const [name, title] of [
  ['renewal.csr', /renewal/],
  ['chain.p7b', /PKCS#7/],
  ['public.der', /public key/i],
  ['trust.jks', /JKS key store with 1 entry/],
  ['openssh-ed25519.pub', /public key/i],
  ['timestamp-response.tsr', /timestamp/i],
] as const) {
  test(`${name} is dropped and shown`, async () => {
    await drop(name);
    await workbench.showScreen('Certs');
    await expect(heading()).toHaveText(title);
    await expect(list.getByRole('option', { selected: true })).toBeInViewport();
  });
}

test('an own client is presented to our server, once its CA is trusted there', async ({
  world,
}) => {
  const { page } = launched;
  await dropFiles(page, [
    { name: 'good.pem', bytes: await readFile(world.good.certPath) },
    { name: 'locked.key', bytes: await files.bytes('locked.key') },
    { name: 'root.pem', bytes: await readFile(world.pki.root.certPath) },
  ]);
  await unlock('locked.key');
  await workbench.showScreen('Certs');
  await list.getByRole('option', { name: /^Gateway Root CA/ }).click();
  await page.getByRole('button', { name: 'Trust as CA' }).click();
  await expect(page.getByRole('button', { name: 'Do not trust any more' })).toBeVisible();
  await list.getByRole('option', { name: /^gateway-good/ }).click();
  await page.getByRole('article').getByRole('button', { name: 'Authenticate' }).click();
  await workbench.expectVerdict('Authentication completed', /is good/);
});

test('an own client is presented to another server, and a server is inspected', async ({
  world,
}) => {
  const { page } = launched;
  const certificate = await world.pki.issueServer({ name: 'asks' });
  const server = await startOpensslServer({
    certificate,
    chainFile: world.pki.issuer.certPath,
    more: ['-Verify', '3', '-CAfile', world.pki.caFile],
  });
  try {
    await workbench.command('Present gateway-good to another server…');
    const dialog = page.getByRole('dialog', { name: 'Present to another server' });
    await dialog.getByLabel('Address').fill(`https://127.0.0.1:${server.port}/`);
    await page.keyboard.press('Enter');
    const seen = dialog.getByRole('region', { name: 'What the client saw' });
    await expect(seen).toContainText('HTTP 200');
    // What `openssl s_server -Verify` says of the client.
    await expect.poll(server.output).toContain('gateway-good');
    await expectAccessible(page, 'present', 'dark');
    await page.keyboard.press('Escape');

    await workbench.command('Inspect a server…');
    const asked = page.getByRole('dialog', { name: 'Inspect a server' });
    await asked.getByLabel('Host').fill(`127.0.0.1:${server.port}`);
    await page.keyboard.press('Enter');
    const sent = asked.getByRole('region', { name: 'What the server sent' });
    await expect(sent).toContainText('for the name that was asked for');
    await expect(sent.getByText('trusted', { exact: true })).toBeVisible();
    await expect(sent.getByRole('button', { name: 'Gateway Issuing CA' })).toHaveCount(2);
    await expectWellMade(launched, 'server');
    await sent.getByRole('button', { name: 'asks' }).first().click();
    await expect(heading()).toHaveText('asks');
  } finally {
    await server.stop();
  }
});

test('the list is well made', async () => {
  await expectWellMade(launched, 'open-objects');
});

test('ten thousand certificates are opened while the window answers, and one is found', async ({
  world,
}) => {
  const { page, app } = launched;
  const path = join(world.dir, 'large.pem');
  await writeFile(path, largeBundle(10_000));
  await stubOpenDialog(app, [path]);
  await page.keyboard.press('Control+o');
  const opening = page.getByRole('region', { name: 'Opening' });
  await expect(opening.getByRole('progressbar')).toBeVisible();
  // The window answers meanwhile.
  await workbench.showScreen('Flows');
  await expect(workbench.policy).toBeVisible();
  await expect(opening).toBeVisible();
  await workbench.showScreen('Certs');
  await expect(opening).toBeHidden({ timeout: 20_000 });
  const search = page.getByRole('searchbox', { name: 'Search what is open' });
  await search.fill('0x12345');
  await expect(list.getByRole('option')).toHaveCount(1);
  await search.fill('');
});
