import { expect } from 'playwright/test';
import { startOpensslResponder } from '../support/openssl-responder.ts';
import { resetWorkspace } from './support/bridge.ts';
import { expectNoFaults } from './support/faults.ts';
import { stubOpenDialog } from './support/inputs.ts';
import { type LaunchedApp, launch } from './support/launch.ts';
import { test } from './support/test.ts';
import { flowCount, type WorkbenchPage, workbenchPage } from './support/workbench-page.ts';

let launched: LaunchedApp;
let workbench: WorkbenchPage;

test.beforeAll(async ({ world }) => {
  launched = await launch({ files: world.files });
  workbench = workbenchPage(launched.page);
});
test.beforeEach(() => resetWorkspace(launched.page));
test.afterEach(() => expectNoFaults(launched.faults));
test.afterAll(() => launched.close());

test('a responder URI that is none is refused in place, and no check runs until it is mended', async ({
  world,
}) => {
  const field = workbench.policy.getByRole('textbox', { name: 'Responder URI' });
  for (const [text, reason] of [
    ['ftp://ocsp.example/', /http/],
    ['not a uri', /http/],
    ['http://', /http|host/],
  ] as const) {
    await workbench.setResponderUri(text);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(reason);
    await expect(field).toHaveValue(text);
  }
  const flows = await flowCount(launched.page);
  await workbench.choose('gateway-good');
  await workbench.checkButton.click();
  await expect(workbench.problems).toContainText('The check was not started');
  expect(await flowCount(launched.page)).toBe(flows);
  await workbench.dismissProblems();

  await workbench.setResponderUri(world.responder.url);
  await expect(field).not.toHaveAttribute('aria-invalid', 'true');
  await workbench.check();
  await workbench.expectVerdict('Authentication completed', /is good/);
  await workbench.setResponderUri('');
  await expect(field).toHaveAttribute('placeholder', new RegExp(world.responder.url));
});

test('a refused text that is gone from the window holds no check up', async () => {
  const field = workbench.policy.getByRole('textbox', { name: 'Responder URI' });
  await workbench.choose('gateway-good');
  await workbench.setResponderUri('not a uri');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await workbench.showScreen('Certs');
  await expect(field).toBeHidden();
  await workbench.showScreen('Flows');
  await expect(field).toHaveValue('');
  await expect(field).not.toHaveAttribute('aria-invalid', 'true');
  await workbench.check();
});

test('a configured URI is asked instead of the one in AIA', async ({ world }) => {
  await workbench.setResponderUri(`http://localhost:${world.responder.port}`);
  await workbench.choose('gateway-unreachable');
  await expect(workbench.policy).toContainText('AIA ignored');
  await workbench.check();
  await workbench.expectVerdict('Authentication completed', /is good/);
  await expect(
    workbench.diagram.getByRole('option', { name: /Responder URI as configured, AIA ignored/ }),
  ).toBeVisible();
  await expect(workbench.verdict).toContainText(`localhost:${world.responder.port}`);
});

test('a configured responder certificate is trusted for its answers, or it alone', async ({
  world,
}) => {
  const { page, policy } = workbench;
  // A responder of nobody's: the issuer did not make it, and it is no delegate.
  const stranger = await world.pki.root.issue('responder', { name: 'pinned-responder' });
  const responder = await startOpensslResponder({
    authority: world.pki.issuer,
    signer: stranger,
    nextUpdateMinutes: 60,
  });
  try {
    await workbench.setResponderUri(responder.url);
    await workbench.check('gateway-good');
    await workbench.expectVerdict('Authentication denied', /The check “.*” failed/);

    await stubOpenDialog(launched.app, [stranger.certPath]);
    await policy.getByRole('button', { name: /^Responder certificate:/ }).click();
    const popup = page.getByRole('dialog', { name: 'Responder certificate' });
    await popup.getByRole('button', { name: 'Open…' }).click();
    await expect(
      popup.getByRole('radio', { name: /These, and one configured certificate/ }),
    ).toBeChecked();
    await page.keyboard.press('Escape');
    await expect(
      policy.getByRole('button', {
        name: 'Responder certificate: pinned-responder, or issuer',
      }),
    ).toBeVisible();
    await workbench.check('gateway-good');
    await workbench.expectVerdict('Authentication completed', /is good/);

    await policy.getByRole('button', { name: /^Responder certificate:/ }).click();
    await popup.getByText('One configured certificate only').click();
    await page.keyboard.press('Escape');
    await expect(
      policy.getByRole('button', { name: 'Responder certificate: Only pinned-responder' }),
    ).toBeVisible();
  } finally {
    await responder.stop();
  }
});

test('advanced settings are refused in place with what would be valid', async () => {
  const { page, policy } = workbench;
  await policy.getByRole('button', { name: /^Advanced settings/ }).click();
  const popup = page.getByRole('dialog', { name: 'Advanced settings' });
  const timeout = popup.getByRole('textbox', { name: 'Time-out of the exchange' });
  await timeout.fill('soon');
  await timeout.press('Enter');
  await expect(timeout).toHaveAccessibleDescription(/soon/);
  await timeout.fill('0');
  await timeout.press('Enter');
  await expect(timeout).toHaveAccessibleDescription(/\d/);
  await timeout.fill('2 s');
  await timeout.press('Enter');
  await expect(timeout).toHaveAccessibleDescription(/connect time-out/);
  await timeout.fill('20 s');
  await timeout.press('Enter');
  await expect(timeout).not.toHaveAttribute('aria-invalid', 'true');
  const nonce = popup.getByRole('textbox', { name: 'Nonce length, bytes' });
  await nonce.fill('129');
  await nonce.press('Enter');
  await expect(nonce).toHaveAccessibleDescription(/128/);
  await nonce.press('Escape');
  await popup.getByRole('button', { name: /^Reset these/ }).click();
  await expect(timeout).toHaveValue('10 s');
  await page.keyboard.press('Escape');
  await expect(popup).toBeHidden();
});

test('what is set in the bar is what is sent', async () => {
  const { page, policy, details } = workbench;
  await policy.getByRole('button', { name: /^Advanced settings/ }).click();
  const popup = page.getByRole('dialog', { name: 'Advanced settings' });
  await popup.getByRole('radio', { name: 'SHA-256' }).click();
  await popup.getByRole('radio', { name: 'Require' }).click();
  await popup.getByRole('radio', { name: 'POST' }).click();
  await expect(popup.getByRole('radio', { name: 'POST' })).toBeChecked();
  await page.keyboard.press('Escape');
  await workbench.check('gateway-good');
  await workbench.expectVerdict('Authentication completed', /is good/);
  await workbench.diagram.getByRole('option', { name: /Request, serial .*, nonce/ }).click();
  await expect(await workbench.showTab('Message')).toContainText(/sha-?256/i);
  await expect(await workbench.showTab('HTTP')).toContainText(/POST http/);
  await expect(details).toContainText('application/ocsp-request');
});

test('a policy is saved under a name, changed, applied again and deleted', async () => {
  const { page, policy } = workbench;
  const menu = policy.getByRole('button', { name: /Unnamed|Gateway, production/ });
  await workbench.setFallback('Allow');
  await menu.click();
  await page.getByRole('menuitem', { name: 'Save as…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save policy' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('  ');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(/name/i);
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Gateway, production');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(menu).toHaveText('Gateway, production');

  await workbench.setFallback('Block');
  await expect(menu).toHaveText('Gateway, production unsaved changes');
  await menu.click();
  await page.getByRole('menuitemradio', { name: 'Gateway, production', exact: true }).click();
  await expect(policy.getByRole('radio', { name: 'Allow' })).toBeChecked();
  await expect(menu).toHaveText('Gateway, production');

  await menu.click();
  await page.getByRole('menuitem', { name: 'Delete “Gateway, production”' }).click();
  await expect(menu).toHaveText('Unnamed');
});

test('a certificate is used as the responder certificate from the Certificates screen', async () => {
  const { page, policy } = workbench;
  await workbench.showScreen('Certs');
  const list = page.getByRole('listbox', { name: 'Open objects' });
  await list.getByRole('option', { name: 'Gateway Issuing CA' }).click();
  await expect(
    page.getByRole('heading', { name: 'Gateway Issuing CA', exact: true }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Use as responder' }).click();
  await expect(
    policy.getByRole('button', { name: 'Responder certificate: Gateway Issuing CA, or issuer' }),
  ).toBeVisible();
  await workbench.check('gateway-good');
  await workbench.expectVerdict('Authentication completed', /is good/);
});
