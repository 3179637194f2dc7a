import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { call, resetWorkspace } from './support/bridge.ts';
import { expectNoFaults } from './support/faults.ts';
import { stubOpenDialog, stubSaveDialog } from './support/inputs.ts';
import { type LaunchedApp, launch, resize, sizes } from './support/launch.ts';
import { test } from './support/test.ts';
import { type WorkbenchPage, workbenchPage } from './support/workbench-page.ts';

let launched: LaunchedApp;
let workbench: WorkbenchPage;

test.beforeAll(async () => {
  launched = await launch();
  workbench = workbenchPage(launched.page);
});
test.beforeEach(() => resetWorkspace(launched.page));
test.afterEach(() => expectNoFaults(launched.faults));
test.afterAll(() => launched.close());

/** Imports a file with this text through the menu; the file's path. */
async function importText(text: string): Promise<string> {
  const path = join(launched.userData, 'policy-to-import.json');
  await writeFile(path, text);
  await importFile(path);
  return path;
}

async function importFile(path: string): Promise<void> {
  await stubOpenDialog(launched.app, [path]);
  await openMenu();
  await launched.page.getByRole('menuitem', { name: 'Import…' }).click();
}

const openMenu = () =>
  workbench.policy.getByRole('button', { name: /^(Unnamed|Strict|Imported)/ }).click();

test('a policy is exported as JSON, and imported from it under its own name', async () => {
  const { app, page } = launched;
  await workbench.setFallback('Allow');
  await openMenu();
  await page.getByRole('menuitem', { name: 'Save as…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Strict gateway');
  await page.keyboard.press('Enter');
  const path = join(launched.userData, 'exported.json');
  await stubSaveDialog(app, path);
  await openMenu();
  await page.getByRole('menuitem', { name: 'Export…' }).click();
  await expect.poll(() => readFile(path, 'utf8').catch(() => '')).toContain('Strict gateway');
  const exported = JSON.parse(await readFile(path, 'utf8'));
  expect(exported).toMatchObject({ name: 'Strict gateway', policy: { fallback: 'allow' } });

  await workbench.setFallback('Block');
  const menu = workbench.policy.getByRole('button', { name: /^Strict gateway/ });
  exported.policy.maxAgeSeconds = null;
  await importText(JSON.stringify({ ...exported, name: 'Strict lane' }));
  await expect(workbench.policy.getByRole('radio', { name: 'Allow' })).toBeChecked();
  await expect(workbench.policy.getByRole('button', { name: 'Strict lane' })).toBeVisible();
  await expect(menu).toHaveCount(0);
});

test('a file that is no valid policy is refused with place and reason, and nothing changes', async () => {
  const { page } = launched;
  const before = (await call(page, 'app:get-snapshot', null)).policies;
  const problem = workbench.problems.getByRole('alert');
  const path = join(launched.userData, 'exported.json');
  await stubSaveDialog(launched.app, path);
  await call(page, 'policy:export-policy', null);
  const good = JSON.parse(await readFile(path, 'utf8'));
  const withPolicy = (change: object) =>
    JSON.stringify({ ...good, policy: { ...good.policy, ...change } });
  for (const [text, words] of [
    ['{', /The file is not JSON/],
    ['{"format":"other"}', /The file is no policy of Revoscope: its "format"/],
    [JSON.stringify({ ...good, version: 99 }), /written by a newer Revoscope/],
    [withPolicy({ fallback: 'perhaps' }), /policy\.fallback/],
    [withPolicy({ responderUri: 'ftp://ocsp.example/' }), /policy\.responderUri: .*http/],
  ] as const) {
    await importText(text);
    await expect(problem).toContainText('The policy was not imported');
    await expect(problem).toContainText(words);
    await workbench.dismissProblems();
  }
  const large = join(launched.userData, 'large.json');
  await writeFile(large, '{');
  await truncate(large, 4 * 1024 * 1024 + 1);
  await importFile(large);
  await expect(problem).toContainText('The file has 4,194,305 octets; at most 4,194,304 are read.');
  await workbench.dismissProblems();
  expect((await call(page, 'app:get-snapshot', null)).policies).toEqual(before);
});

test('how many flows are kept, and how long, is set in a dialog, and refused in place', async () => {
  const { page } = launched;
  await page.getByRole('button', { name: 'Authenticate', exact: true }).click();
  await workbench.expectVerdict('Authentication completed', /good/);
  await workbench.flows.getByRole('button', { name: 'Delete flows' }).click();
  await page.getByRole('menuitem', { name: 'How many are kept…' }).click();
  const dialog = page.getByRole('dialog', { name: 'How many flows are kept' });
  const most = dialog.getByRole('textbox', { name: 'At most' });
  await most.fill('12');
  await most.press('Enter');
  await expect(most).toHaveAccessibleDescription(/whole number from 100 to 1,000,000/);
  await most.fill('250');
  await most.press('Enter');
  await expect(most).not.toHaveAttribute('aria-invalid', 'true');
  await dialog.getByText('for a week').click();
  const retention = async () => (await call(page, 'app:get-snapshot', null)).settings.retention;
  await expect.poll(retention).toEqual({ maxFlows: 250, maxDays: 7 });
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('a refused URI stays refused while the policy is folded, and can be mended', async () => {
  const { page } = launched;
  const field = workbench.policy.getByRole('textbox', { name: 'Responder URI' });
  await workbench.setResponderUri('not a uri');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await resize(launched, sizes.small);
  const summary = workbench.policy.getByRole('button', { name: /a setting is refused/ });
  await expect(summary).toBeVisible();
  await page.getByRole('button', { name: 'Authenticate', exact: true }).click();
  await expect(workbench.problems).toContainText('The client was not started');
  await workbench.dismissProblems();
  await summary.click();
  await expect(field).toHaveValue('not a uri');
  await expect(field).toHaveAccessibleDescription(/http/);
  await workbench.setResponderUri('');
  await page.getByRole('button', { name: 'Fold the policy' }).click();
  await expect(field).toBeHidden();
  await page.getByRole('button', { name: 'Authenticate', exact: true }).click();
  await workbench.expectVerdict('Authentication completed', /good/);
  await resize(launched, sizes.large);
});

test('offline, the built-in client reaches the server, no responder is asked, and the least change helps', async () => {
  const { page } = launched;
  await workbench.command('Network: offline');
  await page.getByRole('banner').getByRole('button', { name: 'Network Offline' }).click();
  await expect(page.getByRole('menuitemradio', { name: /^Offline/ })).toContainText(
    'no responder is asked, not even the lab’s; clients still reach the server here',
  );
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Authenticate', exact: true }).click();
  await workbench.expectVerdict(
    'Authentication denied',
    /Nothing was sent to 127\.0\.0\.1: the network is set to offline/,
  );
  await expect(workbench.verdict).toContainText('Set the network to "loopback only"');
  await workbench.command('Network: loopback only');
  await page.getByRole('button', { name: 'Authenticate', exact: true }).click();
  await workbench.expectVerdict('Authentication completed', /good/);
  await workbench.command('Network: any');
});
