import { expect } from 'playwright/test';
import { expectWellMade } from './support/appearance.ts';
import { expectNoFaults } from './support/faults.ts';
import { test } from './support/test.ts';
import { workbenchPage } from './support/workbench-page.ts';

test('a person sees how long a revoked certificate gets in, what another policy would change, and when it flips', async ({
  open,
}) => {
  const launched = await open();
  const { page } = launched;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const workbench = workbenchPage(page);
  const authenticate = workbench.policy.getByRole('button', { name: 'Authenticate', exact: true });
  await authenticate.click();
  await workbench.expectVerdict('Authentication completed', /good/);

  await test.step('exposure: the hour of the cache, its setting, and the same measured', async () => {
    await workbench.command('How long a revoked certificate gets in');
    const dialog = page.getByRole('dialog', {
      name: 'How long a revoked certificate still gets in',
    });
    await expect(dialog.getByRole('status').first()).toContainText('1 h at the longest');
    await expect(dialog.getByRole('img')).toHaveAccessibleName(/Kept in the cache: 1 h/);
    await dialog.getByRole('button', { name: 'Measure' }).click();
    await expect(dialog.getByText(/denied for the first time after 1 h\./)).toBeVisible({
      timeout: 20_000,
    });
    await expectWellMade(launched, 'exposure');
    await dialog.getByRole('button', { name: 'Cache maximum' }).click();
    await expect(dialog).toBeHidden();
    const settings = page.getByRole('dialog', { name: 'Cache' });
    await expect(settings.getByLabel('At most')).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('exposure: what has no end is named', async () => {
    await workbench.setFallback('Allow');
    await workbench.policy.getByRole('button', { name: 'Unnamed' }).click();
    await page.getByRole('menuitem', { name: /^Exposure/ }).click();
    const dialog = page.getByRole('dialog', {
      name: 'How long a revoked certificate still gets in',
    });
    await expect(dialog.getByRole('status').first()).toContainText(
      'What has no end: responder silent, fallback allows.',
    );
    await dialog.getByLabel('Longest silence').fill('2 h');
    await dialog.getByLabel('Longest silence').press('Enter');
    await expect(dialog.getByRole('status').first()).toContainText('3 h at the longest');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await workbench.setFallback('Block');
  });

  await test.step('what if: a flow that would be denied opens', async () => {
    await workbench.command('What another policy would change');
    const dialog = page.getByRole('dialog', { name: 'What another policy would change' });
    await dialog.getByRole('button', { name: 'See what would change' }).click();
    await expect(dialog.getByText('No decision would change, of 1 flow.')).toBeVisible();
    // The lab's answer was signed as it was asked for: half a year later it would be too old; a skew cannot mend that.
    await dialog.getByLabel('Maximum age').fill('0 s');
    await dialog.getByLabel('Maximum age').press('Enter');
    await dialog.getByRole('button', { name: 'See what would change' }).click();
    const changed = dialog.getByRole('list', { name: 'Decisions that would change' });
    await expect(changed.getByRole('button')).toHaveCount(1);
    await expect(changed).toContainText(/Completed · good → Denied · response too old/);
    await expectWellMade(launched, 'what-if');
    await changed.getByRole('button').click();
    await expect(dialog).toBeHidden();
    await workbench.expectVerdict('Authentication completed', /good/);
  });

  await test.step('time: from flip to flip, and the end of its life in the cache', async () => {
    const checks = await workbench.showTab('Checks');
    await checks.getByRole('button', { name: 'When it flips…' }).click();
    const dialog = page.getByRole('dialog', { name: 'When the verdict flips' });
    const reading = dialog.getByRole('status');
    const slider = dialog.getByRole('slider', { name: 'Time of judgement' });
    await expect(reading).toContainText('Completed · good');
    await dialog.getByRole('button', { name: 'The next flip' }).click();
    await expect(reading).toContainText('end of its life in the cache (maximum)');
    await expect(reading).toContainText('asks anew');
    // The lab answers for seven days: beyond that the response has expired.
    await slider.press('ArrowRight');
    await expect(reading).toContainText('nextUpdate');
    await expect(reading).toContainText('Denied');
    await expectWellMade(launched, 'timeline');
    await slider.press('Home');
    await expect(reading).toContainText('Denied');
    const bands = dialog.getByRole('list', { name: 'Bands' });
    await expect(bands).toContainText('next update');
    await expect(bands).toContainText('cache');
    await page.keyboard.press('Escape');
  });
  await expectNoFaults(launched.faults);
});
