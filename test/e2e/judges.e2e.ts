import { expect } from 'playwright/test';
import { test } from './support/test.ts';
import { workbenchPage } from './support/workbench-page.ts';

test('a flow is put before other programs, with the rule that decided and what would turn them', async ({
  open,
}) => {
  const { page } = await open();
  const workbench = workbenchPage(page);
  await workbench.command('Fault: stale');
  await workbench.policy.getByRole('button', { name: 'Authenticate', exact: true }).click();
  await workbench.expectVerdict('Authentication denied', /nextUpdate|expired|stale/i);
  const checks = await workbench.showTab('Checks');
  await checks.getByRole('button', { name: 'Judged by other programs…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Judged by other programs' });
  // Go looks at no time at all (x/crypto ocsp leaves it to the caller), so it takes what we refuse.
  const go = dialog.getByRole('button', { name: /^Go ocsp/ });
  await expect(go).toContainText('differs');
  await expect(go).toContainText('good');
  await expect(dialog.getByRole('button', { name: /^nginx/ })).toContainText('refused');
  await expect(dialog).toContainText(/programs decide otherwise than we do/);
  await dialog.getByRole('button', { name: /^nginx/ }).click();
  await expect(dialog.getByText('decides')).toBeVisible();
  await expect(dialog.getByText(/nginx.* would accept it if/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
