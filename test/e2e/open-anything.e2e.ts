import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Locator } from 'playwright/test';
import { largeBundle } from '../support/large-bundle.ts';
import { expectWellMade } from './support/appearance.ts';
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
const heading = () => launched.page.getByRole('heading', { level: 2 });

test('a PKCS#12 file asks for its password, says a wrong one, and opens', async () => {
  const { page } = launched;
  await drop('client.p12');
  const dialog = page.getByRole('dialog', { name: 'Unlock' });
  await expect(dialog).toContainText('client.p12');
  await dialog.getByLabel('Password').fill('not this one');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('The password is wrong.');
  await expectWellMade(launched, 'unlock');
  await dialog.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(heading()).toHaveText('PKCS#12 file with 1 private key and 2 certificates');
  await expect(list.getByRole('option')).toHaveCount(4);

  await list.getByRole('option', { name: /^A private key, EC/ }).click();
  await expect(page.getByRole('region', { name: 'Same key' })).toContainText('gateway-good');
  await expectWellMade(launched, 'private-key');
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
