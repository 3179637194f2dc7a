import { expect, type Page } from 'playwright/test';
import { test } from './support/test.ts';
import { workbenchPage } from './support/workbench-page.ts';

/** Chooses an item of the lab's menu, which stands on Flows and in the presentation. */
async function chooseFromLab(page: Page, item: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: /^Lab(, with a fault)?$/ }).click();
  await page.getByRole('menu', { name: 'Lab' }).getByRole('menuitem', { name: item }).click();
}

test('what the cache does is shown in five actions on one screen', async ({ open }) => {
  const { page } = await open();
  const workbench = workbenchPage(page);
  const authenticate = workbench.policy.getByRole('button', { name: 'Authenticate', exact: true });
  await authenticate.click();
  await workbench.expectVerdict('Authentication completed', /good/);
  await chooseFromLab(page, 'Revoke lab-client-good');
  await authenticate.click();
  await expect(workbench.verdict).toContainText(/cache/);
  await expect(workbench.verdict).toContainText(
    /Revoked in the lab (just now|a moment ago|\d+ s ago); this server asks again at \d\d:\d\d/,
  );
  await workbench.expectVerdict('Authentication completed', /good/);
  await chooseFromLab(page, 'Advance the clock by 61 minutes');
  await authenticate.click();
  await workbench.expectVerdict('Authentication denied', /revoked/);
});

test('the same menu and the next authentication are at hand in the presentation', async ({
  open,
}) => {
  const { page } = await open();
  const workbench = workbenchPage(page);
  await page.keyboard.press('F5');
  await page.getByRole('button', { name: /^Lab(, with a fault)?$/ }).click();
  await page.getByRole('menuitem', { name: /^Responder does/ }).click();
  await page.getByRole('menuitemradio', { name: 'HTTP 500' }).click();
  await page.getByRole('button', { name: 'Authenticate', exact: true }).click();
  await workbench.expectVerdict('Authentication denied', /HTTP 500/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
});

test('lab, faults, policies and scenarios are in the palette by their names', async ({ open }) => {
  const { page } = await open();
  const workbench = workbenchPage(page);
  await workbench.command('Revoke lab-client-good');
  await workbench.policy.getByRole('button', { name: 'Authenticate', exact: true }).click();
  await workbench.expectVerdict('Authentication denied', /revoked/);
  await workbench.command('Fault: never answer');
  await expect(page.getByRole('button', { name: 'Lab, with a fault' })).toBeVisible();
  await workbench.command('Lab responder: answer without fault');
  await expect(page.getByRole('button', { name: 'Lab', exact: true })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Search' }).getByRole('textbox').fill('scenario cut');
  await expect(page.getByRole('menuitem', { name: /^Scenario: / }).first()).toBeVisible();
});

test('a question mark shows every key and every word, but not within a field', async ({ open }) => {
  const { page } = await open();
  const sheet = page.getByRole('dialog', { name: 'Keys and words' });
  await page.getByRole('textbox', { name: 'Responder URI' }).press('?');
  await expect(sheet).toBeHidden();
  await page.getByRole('textbox', { name: 'Responder URI' }).fill('');
  await page.getByRole('listbox').first().press('?');
  await expect(sheet).toContainText('Authenticate');
  await sheet.getByRole('radio', { name: 'Words' }).click();
  await sheet.getByRole('textbox', { name: 'Search words' }).fill('delegate');
  await expect(sheet).toContainText('id-kp-OCSPSigning');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
});

test('a word explains itself where it stands, to pointer and keyboard', async ({ open }) => {
  const { page } = await open();
  const word = page.getByRole('button', { name: 'If unknown or failed' });
  await page.mouse.move(400, 400);
  await word.hover();
  await expect(page.getByRole('tooltip')).toContainText('fail open');
  await page.mouse.move(0, 0);
  await expect(page.getByRole('tooltip')).toBeHidden();
  await word.focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('tooltip')).toContainText('fail closed');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Keys and words' })).toContainText(
    'It never touches a validated',
  );
});

test('each check leads to the octets that prove it', async ({ open }) => {
  const { page } = await open();
  const workbench = workbenchPage(page);
  await workbench.policy.getByRole('button', { name: 'Authenticate', exact: true }).click();
  await workbench.expectVerdict('Authentication completed', /good/);
  const checks = await workbench.showTab('Checks');
  await checks.getByRole('button', { name: /^thisUpdate is not in the future/ }).click();
  await checks.getByRole('button', { name: 'Show the bytes' }).click();
  const chosen = workbench.details.getByRole('treeitem', { selected: true });
  await expect(chosen).toContainText('thisUpdate');
});
