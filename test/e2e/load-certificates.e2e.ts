import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { dropFiles, pasteText, stubOpenDialog } from './support/inputs.ts';
import { launchAgain } from './support/launch.ts';
import { test } from './support/test.ts';
import { workbenchPage } from './support/workbench-page.ts';

test('a first launch has a lab ready, and one press makes the first flow', async ({ open }) => {
  const { page } = await open();
  const workbench = workbenchPage(page);
  const steps = page.getByRole('region', { name: 'First steps' });
  await expect(steps.getByRole('heading')).toHaveText(
    'Why would a server let this client in, or keep it out?',
  );
  await expect(steps.getByRole('button', { name: 'Open certificates…' })).toBeVisible();
  await expect(workbench.flows).toContainText('No flows yet');
  await expect(workbench.cache).toContainText('Nothing is kept yet');
  await expect(workbench.details).toContainText('Nothing selected');
  await expect(workbench.diagram).toBeVisible();

  await steps.getByRole('button', { name: /^Authenticate / }).click();
  await workbench.expectVerdict('Authentication completed', /says this certificate is good/);
  await expect(workbench.verdict).toContainText('The client received HTTP 200 OK');
});

test('files on the command line are loaded, with their problems', async ({ open, world }) => {
  const note = join(world.dir, 'note.txt');
  await writeFile(note, 'Not a certificate.\n');
  const launched = await open({ files: [world.good.certPath, world.pki.issuer.certPath, note] });
  const workbench = workbenchPage(launched.page);
  await expect(workbench.certificateBox).toHaveValue('gateway-good');
  await expect(workbench.policy).toContainText('by Gateway Issuing CA');
  await expect(workbench.checkButton).toBeEnabled();
  await expect(workbench.problems).toContainText('note.txt could not be loaded');
});

test('files that are dropped on the window are loaded', async ({ open, world }) => {
  const launched = await open();
  const workbench = workbenchPage(launched.page);
  await dropFiles(launched.page, [
    { name: 'gateway-good.pem', bytes: await readFile(world.good.certPath) },
    { name: 'issuer.der', bytes: Buffer.from(world.pki.issuer.der) },
  ]);
  await expect(workbench.certificateBox).toHaveValue('gateway-good');
  await expect(workbench.policy).toContainText('by Gateway Issuing CA');
  await workbench.showScreen('Certs');
  await expect(launched.page.getByRole('listbox', { name: 'Open objects' })).toContainText(
    'issuer.der',
  );
});

test('PEM text is loaded from the dialog and straight from the clipboard', async ({
  open,
  world,
}) => {
  const launched = await open();
  const { page } = launched;
  const workbench = workbenchPage(page);
  await page.getByRole('button', { name: 'Load certificates' }).click();
  await page.getByRole('menuitem', { name: 'Paste certificates…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Paste certificates' });
  await dialog.getByRole('textbox').fill('-----BEGIN CERTIFICATE-----\nAAAA\n');
  await dialog.getByRole('button', { name: 'Load' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByRole('textbox').fill(world.good.pem);
  await dialog.getByRole('button', { name: 'Load' }).click();
  await expect(dialog).toBeHidden();
  await expect(workbench.certificateBox).toHaveValue('gateway-good');
  await expect(workbench.policy).toContainText('issuer not loaded');

  await pasteText(page, world.pki.issuer.pem);
  await expect(workbench.policy).toContainText('by Gateway Issuing CA');
});

test('files are loaded from the dialog of the system, and none when it is cancelled', async ({
  open,
  world,
}) => {
  const launched = await open();
  const { app, page } = launched;
  const workbench = workbenchPage(page);
  await stubOpenDialog(app, []);
  await page.keyboard.press('Control+o');
  await expect(page.getByRole('contentinfo')).toContainText('0 certificates');

  await stubOpenDialog(app, world.files);
  await page.keyboard.press('Control+o');
  await expect(page.getByRole('contentinfo')).toContainText('7 certificates');
  await expect(workbench.problems).toBeHidden();
});

test('a second launch hands its files to the first window', async ({ open, world }) => {
  const launched = await open({ files: [world.good.certPath] });
  const workbench = workbenchPage(launched.page);
  await expect(workbench.policy).toContainText('issuer not loaded');
  await launchAgain(launched.userData, [world.pki.issuer.certPath, join(world.dir, 'gone.pem')]);
  await expect(workbench.policy).toContainText('by Gateway Issuing CA');
  await expect(workbench.problems).toContainText('gone.pem could not be loaded');
  expect(launched.app.windows()).toHaveLength(1);
});
