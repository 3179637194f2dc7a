import { expect } from 'playwright/test';
import { call } from './support/bridge.ts';
import { createUserData, launch, removeUserData, resize } from './support/launch.ts';
import { test } from './support/test.ts';
import { workbenchPage } from './support/workbench-page.ts';

test('policy, flows, certificates, cache, theme and window are there after a restart', async ({
  world,
}) => {
  const userData = await createUserData();
  try {
    const first = await launch({ userData, files: world.files });
    const before = workbenchPage(first.page);
    await resize(first, { width: 1_200, height: 760 });
    await before.command('Theme: light');
    await expect(first.page.locator('html')).toHaveAttribute('data-theme', 'light');
    await before.setFallback('Allow');
    await before.setAdvanced('Connect time-out', '2 s');
    await before.check('gateway-good');
    await before.check('gateway-revoked');
    await expect(before.cache.getByRole('row', { name: /gateway-revoked/ })).toBeVisible();
    await first.close();

    const second = await launch({ userData });
    const after = workbenchPage(second.page);
    const { page } = second;
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    expect(await page.evaluate(() => [window.innerWidth, window.innerHeight])).toEqual([
      1_200, 760,
    ]);
    await expect(after.policy.getByRole('radio', { name: 'Allow' })).toBeChecked();
    await expect(
      after.policy.getByRole('button', { name: 'Advanced settings, 1 changed' }),
    ).toBeVisible();
    await expect(page.getByRole('contentinfo')).toContainText(
      `2 flows${world.files.length} certificates`,
    );
    await expect(after.flowList.getByRole('option')).toHaveCount(2);
    await expect(after.cache.getByRole('row', { name: /gateway-good/ })).toBeVisible();

    await after.flowList.getByRole('option', { name: /gateway-revoked/ }).click();
    await after.expectVerdict('Authentication denied', /keyCompromise/);
    await expect(after.diagram.getByRole('option', { name: /status = revoked/ })).toBeVisible();

    const asked = world.responder.requestLines().length;
    await after.check('gateway-good');
    await after.expectVerdict(
      'Authentication completed',
      /An answer (cached a moment ago|kept in the cache)/,
    );
    expect(world.responder.requestLines()).toHaveLength(asked);
    await second.close();
  } finally {
    await removeUserData(userData);
  }
});

test('the size of the panes and the screen are kept over a restart', async ({ world }) => {
  const userData = await createUserData();
  try {
    const first = await launch({ userData, files: world.files });
    const line = first.page.getByRole('separator', { name: 'Resize the flow list' });
    const usual = await line.getAttribute('aria-valuenow');
    await line.focus();
    await line.press('ArrowRight');
    await line.press('ArrowRight');
    await expect(line).not.toHaveAttribute('aria-valuenow', usual ?? '');
    const moved = Number(await line.getAttribute('aria-valuenow'));
    await workbenchPage(first.page).showScreen('Cache');
    await expect
      .poll(async () => (await call(first.page, 'app:get-snapshot', null)).settings.place?.screen)
      .toBe('cache');
    await first.close();

    const second = await launch({ userData });
    await expect(second.page.getByRole('radio', { name: 'Cache' })).toBeChecked();
    await workbenchPage(second.page).showScreen('Flows');
    const same = second.page.getByRole('separator', { name: 'Resize the flow list' });
    await expect
      .poll(async () => Math.abs(Number(await same.getAttribute('aria-valuenow')) - moved))
      .toBeLessThan(1);
    await second.close();
  } finally {
    await removeUserData(userData);
  }
});
