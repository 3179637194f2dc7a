import { expect } from 'playwright/test';
import { test } from './support/test.ts';
import { workbenchPage } from './support/workbench-page.ts';

test('a person walks through time from flip to flip, and the verdict follows', async ({ open }) => {
  const { page } = await open();
  const workbench = workbenchPage(page);
  await workbench.policy.getByRole('button', { name: 'Authenticate', exact: true }).click();
  await workbench.expectVerdict('Authentication completed', /good/);
  const checks = await workbench.showTab('Checks');
  await checks.getByRole('button', { name: 'When it flips…' }).click();
  const dialog = page.getByRole('dialog', { name: 'When the verdict flips' });
  const reading = dialog.getByRole('status');
  await expect(reading).toContainText('Completed · good');
  // The lab answers for seven days: beyond that the response has expired.
  await dialog.getByRole('button', { name: 'The next flip' }).click();
  await expect(reading).toContainText('nextUpdate');
  await expect(reading).toContainText('Denied');
  await dialog.getByRole('slider', { name: 'Time of judgement' }).press('ArrowLeft');
  await expect(reading).toContainText('Completed · good');
  await dialog.getByRole('slider', { name: 'Time of judgement' }).press('Home');
  await expect(reading).toContainText('Denied');
  await expect(dialog.getByRole('list', { name: 'Bands' })).toContainText('next update');
});
