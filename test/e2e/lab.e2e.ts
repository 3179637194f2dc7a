import { expect } from 'playwright/test';
import { scenarios } from '#lab/scenarios/catalogue.ts';
import { call, resetWorkspace } from './support/bridge.ts';
import { expectNoFaults } from './support/faults.ts';
import { type LaunchedApp, launch } from './support/launch.ts';
import { test } from './support/test.ts';
import { flowCount, type WorkbenchPage, workbenchPage } from './support/workbench-page.ts';

let launched: LaunchedApp;
let workbench: WorkbenchPage;

test.beforeAll(async () => {
  launched = await launch();
  workbench = workbenchPage(launched.page);
});
test.beforeEach(async () => {
  await resetWorkspace(launched.page);
  await showScreen('Flows');
});
test.afterEach(() => expectNoFaults(launched.faults));
test.afterAll(() => launched.close());

const completed = 'Authentication completed';
const denied = 'Authentication denied';

async function showScreen(name: 'Flows' | 'Lab'): Promise<void> {
  const screens = launched.page.getByRole('navigation', { name: 'Screens' });
  await screens.getByRole('radio', { name }).click();
}

/** Presents a lab client to the mTLS server by the button that a person presses. */
async function authenticate(client?: string): Promise<void> {
  if (client !== undefined) await workbench.choose(client);
  const before = await flowCount(launched.page);
  const button = launched.page.getByRole('button', { name: 'Authenticate', exact: true });
  await button.click();
  await expect.poll(() => flowCount(launched.page)).toBe(before + 1);
  await expect(button).toBeEnabled();
}

test('the first click on Authenticate gives the first good flow', async () => {
  await authenticate();
  await workbench.expectVerdict(completed, /says this certificate is good/);
  await expect(workbench.verdict).toContainText('The client received HTTP 200 OK.');
  await expect(workbench.flowList).toContainText('lab-client-good');
});

test('each lab client is treated as its certificate deserves', async () => {
  await authenticate('lab-client-revoked');
  await workbench.expectVerdict(denied, /revoked .*keyCompromise/);
  await expect(workbench.verdict).toContainText('HTTP 403 Forbidden');

  await authenticate('lab-client-unknown');
  await workbench.expectVerdict(denied, /says unknown/);
  await workbench.setFallback('Allow');
  await authenticate('lab-client-unknown');
  await workbench.expectVerdict(completed, /says unknown/);

  await authenticate('lab-client-expired');
  await workbench.expectVerdict(denied, /expired/);
  await authenticate('stranger-client');
  await workbench.expectVerdict(denied, /neither among the trusted certificates nor/);
});

test('a revocation in the lab takes effect when the cached answer has run out', async () => {
  const { page } = launched;
  await authenticate('lab-client-two-aia');
  await workbench.expectVerdict(completed, /says this certificate is good/);

  await showScreen('Lab');
  await page
    .getByLabel('Certificates of the lab')
    .getByText('lab-client-two-aia', { exact: true })
    .click();
  await page.getByRole('button', { name: 'Revoke…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();

  await showScreen('Flows');
  await authenticate('lab-client-two-aia');
  await workbench.expectVerdict(completed, /An answer (kept in the cache|cached a moment ago)/);
  await call(page, 'clock:advance-clock', { byMs: 61 * 60_000 });
  await authenticate('lab-client-two-aia');
  await workbench.expectVerdict(denied, /revoked/);
});

test('a fault of the responder fails the check until it is taken back', async () => {
  const { page } = launched;
  await showScreen('Lab');
  const responder = page.getByRole('region', { name: 'Lab responder' });
  await responder.getByText('Bad signature', { exact: true }).click();
  await showScreen('Flows');
  await authenticate('lab-client-good');
  await workbench.expectVerdict(denied, /signature/);

  await showScreen('Lab');
  await responder.getByText('No fault', { exact: true }).click();
  await showScreen('Flows');
  await authenticate('lab-client-good');
  await workbench.expectVerdict(completed, /says this certificate is good/);
});

test('every scenario goes as expected when it is run by its own button', async () => {
  test.setTimeout(240_000);
  await showScreen('Lab');
  const { page } = launched;
  await page.getByText('Scenarios', { exact: true }).first().click();
  const detail = page.getByRole('region', { name: 'Scenario', exact: true });
  for (const { name } of scenarios) {
    await page.getByRole('button', { name: `Run ${name}`, exact: true }).click();
    await expect(detail.getByRole('heading', { name, exact: true })).toBeVisible();
    await expect(detail.getByText('as expected', { exact: true })).toBeVisible();
  }
});

test('all scenarios go as expected in one run, with its progress', async () => {
  test.setTimeout(120_000);
  await showScreen('Lab');
  const { page } = launched;
  await page.getByText('Scenarios', { exact: true }).first().click();
  const words = page.getByRole('region', { name: 'Scenarios' }).getByRole('status');
  await page.getByRole('button', { name: 'Run all' }).click();
  await expect(words).toContainText('played');
  const all = `${scenarios.length} of ${scenarios.length} as expected`;
  await expect(words).toHaveText(all, { timeout: 100_000 });
});
