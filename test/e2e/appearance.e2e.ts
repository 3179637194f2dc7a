import { expect } from 'playwright/test';
import { type HostileServer, startHostileServer } from '../support/hostile-server.ts';
import { expectWellMade } from './support/appearance.ts';
import { resetWorkspace } from './support/bridge.ts';
import { expectNoFaults } from './support/faults.ts';
import { dropFiles } from './support/inputs.ts';
import { type LaunchedApp, launch } from './support/launch.ts';
import { test } from './support/test.ts';
import { type WorkbenchPage, workbenchPage } from './support/workbench-page.ts';

let launched: LaunchedApp;
let workbench: WorkbenchPage;
let silent: HostileServer;

test.beforeAll(async ({ world }) => {
  silent = await startHostileServer({ kind: 'silent' });
  launched = await launch({ files: world.files });
  workbench = workbenchPage(launched.page);
  // Colours are measured, so none may be on its way to another.
  await launched.page.emulateMedia({ reducedMotion: 'reduce' });
});
test.beforeEach(() => resetWorkspace(launched.page));
test.afterEach(() => expectNoFaults(launched.faults));
test.afterAll(async () => {
  await launched.close();
  await silent.stop();
});

/** In a low window the policy is folded to one line. */
async function unfold(): Promise<void> {
  const summary = workbench.policy.getByRole('button', { name: /^Policy/ });
  if (await summary.isVisible()) await summary.click();
}

test('an empty window is well made', async ({ open }) => {
  const empty = await open();
  await expect(empty.page.getByRole('button', { name: /^Authenticate / })).toBeVisible();
  await expectWellMade(empty, 'empty');
});

test('a window before its first check is well made', async () => {
  await workbench.choose('gateway-good');
  await expect(launched.page.getByRole('region', { name: 'Ready' })).toBeVisible();
  await expectWellMade(launched, 'ready');
});

test('good is well made', async () => {
  await workbench.check('gateway-good');
  await expectWellMade(launched, 'good');
});

test('good from the cache is well made', async () => {
  await workbench.check('gateway-good');
  await workbench.check();
  await expectWellMade(launched, 'good-cached');
});

test('revoked is well made', async () => {
  await workbench.check('gateway-revoked');
  await expectWellMade(launched, 'revoked');
});

for (const fallback of ['Allow', 'Block'] as const) {
  test(`unknown with fallback ${fallback.toLowerCase()} is well made`, async () => {
    await workbench.setFallback(fallback);
    await workbench.check('gateway-unknown');
    await expectWellMade(launched, `unknown-${fallback.toLowerCase()}`);
  });

  test(`responder down with fallback ${fallback.toLowerCase()} is well made`, async () => {
    await workbench.setFallback(fallback);
    await workbench.check('gateway-unreachable');
    await expectWellMade(launched, `down-${fallback.toLowerCase()}`);
  });
}

test('OCSP that is not enabled is well made', async () => {
  await workbench.command('Switch OCSP checking on or off');
  await workbench.check('gateway-revoked');
  await workbench.expectVerdict('Authentication completed', /not enabled/);
  await expectWellMade(launched, 'not-enabled');
});

test('a check that waits is well made', async () => {
  await workbench.setAdvanced('Time-out of the exchange', '60 s');
  await workbench.setResponderUri(silent.url);
  await workbench.choose('gateway-good');
  await workbench.checkButton.click();
  await expect(workbench.verdict).toContainText('Waiting for the responder');
  await expectWellMade(launched, 'waiting');
  await workbench.policy.getByRole('button', { name: 'Cancel' }).click();
  await workbench.expectVerdict('Check cancelled', /You cancelled it/);
  await expectWellMade(launched, 'cancelled');
});

for (const tab of ['Message', 'Bytes', 'HTTP'] as const) {
  test(`the ${tab} pane is well made`, async () => {
    await workbench.check('gateway-good');
    await workbench.showTab(tab);
    await expectWellMade(launched, `pane-${tab.toLowerCase()}`);
    await workbench.showTab('Checks');
  });
}

test('refused input and problems are well made', async () => {
  await workbench.setResponderUri('not a uri');
  await expect(workbench.policy.getByRole('textbox', { name: 'Responder URI' })).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  await dropFiles(launched.page, [{ name: 'photo.jpg', bytes: new Uint8Array([0xff, 0xd8]) }]);
  await expect(workbench.problems).toBeVisible();
  await expectWellMade(launched, 'refused', unfold);
  await workbench.setResponderUri('');
  await workbench.dismissProblems();
});

test('the advanced settings are well made', async () => {
  const popup = launched.page.getByRole('dialog', { name: 'Advanced settings' });
  await expectWellMade(launched, 'advanced', async () => {
    if (await popup.isVisible()) return;
    await unfold();
    await workbench.policy.getByRole('button', { name: /^Advanced settings/ }).click();
    await expect(popup).toBeVisible();
  });
  await launched.page.keyboard.press('Escape');
});

test('the palette is well made', async () => {
  await launched.page.keyboard.press('Control+k');
  await launched.page.keyboard.type('e');
  await expect(launched.page.getByRole('dialog', { name: 'Search' })).toBeVisible();
  await expectWellMade(launched, 'palette');
  await launched.page.keyboard.press('Escape');
  await launched.page.keyboard.press('Escape');
  await expect(launched.page.getByRole('dialog', { name: 'Search' })).toBeHidden();
});

test('the sheet of keys and words is well made', async () => {
  const { page } = launched;
  await workbench.command('Keys and words');
  await expectWellMade(launched, 'keys');
  await page.getByRole('radio', { name: 'Words' }).click();
  await expectWellMade(launched, 'words');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('the guided set-up is well made', async () => {
  await workbench.command('Set up OCSP checking…');
  const dialog = launched.page.getByRole('dialog', { name: 'Set up OCSP checking' });
  await dialog.getByRole('button', { name: /Unknown or failed/ }).click();
  await expectWellMade(launched, 'set-up');
  await launched.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('the judgement of other programs is well made', async () => {
  const { page } = launched;
  await workbench.check('gateway-good');
  await workbench.command('Judged by other programs…');
  const dialog = page.getByRole('dialog', { name: 'Judged by other programs' });
  await dialog.getByRole('button', { name: /^nginx/ }).click();
  await expectWellMade(launched, 'judges');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('the lab menu on Flows is well made', async () => {
  await launched.page.getByRole('button', { name: 'Lab', exact: true }).click();
  await expectWellMade(launched, 'lab-menu');
  await launched.page.keyboard.press('Escape');
  await expect(launched.page.getByRole('menu', { name: 'Lab' })).toBeHidden();
});

test('the Certificates screen is well made', async () => {
  await workbench.showScreen('Certs');
  const list = launched.page.getByRole('listbox', { name: 'Open objects' });
  await list.getByRole('option', { name: /^gateway-good/ }).click();
  await expect(launched.page.getByRole('tree')).toBeVisible();
  await expectWellMade(launched, 'certificates');
  await workbench.showScreen('Flows');
});

test('the Cache screen is well made', async () => {
  await workbench.check('gateway-good');
  await workbench.check('gateway-revoked');
  await workbench.showScreen('Cache');
  await workbench.cache.getByRole('button', { name: 'gateway-good', exact: true }).click();
  await expectWellMade(launched, 'cache');
  await workbench.showScreen('Flows');
});

test('the presentation is well made', async () => {
  await workbench.check('gateway-revoked');
  await launched.page.keyboard.press('F5');
  await expect(workbench.policy).toBeHidden();
  await expectWellMade(launched, 'presentation');
  await launched.page.keyboard.press('Escape');
});
