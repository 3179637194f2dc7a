import { expect } from 'playwright/test';
import { resetWorkspace } from './support/bridge.ts';
import { expectNoFaults } from './support/faults.ts';
import { type LaunchedApp, launch } from './support/launch.ts';
import { test } from './support/test.ts';
import { type WorkbenchPage, workbenchPage } from './support/workbench-page.ts';

let launched: LaunchedApp;
let workbench: WorkbenchPage;

test.beforeAll(async ({ world }) => {
  launched = await launch({ files: world.files });
  workbench = workbenchPage(launched.page);
});
test.beforeEach(() => resetWorkspace(launched.page));
test.afterEach(() => expectNoFaults(launched.faults));
test.afterAll(() => launched.close());

test('an answer is kept with its time to live and serves the next check', async ({ world }) => {
  const { cache, diagram, verdict } = workbench;
  await expect(cache).toContainText('Nothing is kept yet');
  await workbench.check('gateway-good');
  const row = cache.getByRole('row', { name: /gateway-good/ });
  await expect(row).toContainText('good');
  await expect(row).toContainText(`127.0.0.1:${world.responder.port}`);
  await expect(row).toContainText(/(59|60) min( \d+ s)? left/);
  await expect(row.getByRole('cell').nth(5)).toHaveText('0');

  const asked = world.responder.requestLines().length;
  await workbench.check();
  await workbench.expectVerdict(
    'Authentication completed',
    /An answer (cached a moment ago|kept in the cache for .*) says this certificate is good/,
  );
  await expect(verdict).toContainText('from the cache');
  await expect(diagram.getByRole('option', { name: /Answer found in the cache/ })).toBeVisible();
  await expect(diagram).toContainText('no message left the server');
  await expect(row.getByRole('cell').nth(5)).toHaveText('1');
  expect(world.responder.requestLines()).toHaveLength(asked);
  await expect(await workbench.showTab('HTTP')).toContainText('The answer was in the cache');
});

test('a clock set ahead past its life sends the next check to the responder', async ({ world }) => {
  const { cache, page } = workbench;
  await workbench.check('gateway-good');
  const asked = world.responder.requestLines().length;
  await cache.getByRole('button', { name: 'Advance clock' }).click();
  await page.getByRole('menuitem', { name: /61 min/ }).click();
  await expect(page.getByRole('banner')).toContainText(/Clock \+1 h 1 min/);
  await expect(cache).toContainText(/expired .* ago|Nothing is kept yet/);
  await workbench.check();
  await expect.poll(() => world.responder.requestLines().length).toBe(asked + 1);
  await expect(workbench.verdict).not.toContainText('from the cache');

  await page.getByRole('button', { name: 'Back to real time' }).click();
  await expect(page.getByRole('banner')).not.toContainText('Clock');
});

test('one entry is evicted, all are cleared, and both can be taken back', async () => {
  const { cache, page } = workbench;
  await workbench.check('gateway-good');
  await workbench.check('gateway-revoked');
  const good = cache.getByRole('row', { name: /gateway-good/ });
  const revoked = cache.getByRole('row', { name: /gateway-revoked/ });
  await expect(revoked).toBeVisible();

  await cache.getByRole('button', { name: 'Evict gateway-good' }).click();
  await expect(good).toBeHidden();
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(good).toBeVisible();

  await cache.getByRole('button', { name: 'Clear' }).click();
  await expect(cache).toContainText('Nothing is kept yet');
  await page.keyboard.press('Control+z');
  await expect(good).toBeVisible();
  await expect(revoked).toBeVisible();
});

test('the cache at full size shows the life of an entry and leads to its flow', async () => {
  await workbench.check('gateway-good');
  await workbench.check('gateway-revoked');
  await workbench.showScreen('Cache');
  const { page } = workbench;
  const { cache } = workbench;
  await cache.getByRole('searchbox', { name: 'Search in the cache' }).fill('gateway-good');
  await expect(cache.getByRole('row')).toHaveCount(2);
  await cache.getByRole('button', { name: 'gateway-good', exact: true }).click();
  const entry = page.getByRole('complementary', { name: 'Entry of gateway-good' });
  await expect(entry).toContainText('Stored, after every check had passed');
  await expect(entry).toContainText('nextUpdate');
  await expect(entry.getByRole('img', { name: /^0 hits over/ })).toBeVisible();
  await entry.getByText(/^Its \d+ checks$/).click();
  await expect(entry).toContainText('Signature verifies');
  await expect(cache).toContainText('1 good');
  await entry.getByRole('button', { name: 'Open the flow it came with' }).click();
  await workbench.expectVerdict('Authentication completed', /is good/);
});
