import { expect } from 'playwright/test';
import { test } from './support/test.ts';
import { workbenchPage } from './support/workbench-page.ts';

test('a person is led through OCSP checking to a first decision and the policy as JSON', async ({
  open,
}) => {
  const { page } = await open();
  const workbench = workbenchPage(page);
  await workbench.command('Set up OCSP checking…');
  const dialog = page.getByRole('dialog', { name: 'Set up OCSP checking' });
  const next = () => dialog.getByRole('button', { name: 'Next' }).click();
  await dialog.getByRole('radio', { name: /^Ask the responder/ }).check({ force: true });
  await next();
  await expect(dialog).toContainText(
    /lab-client-good names http:\/\/127\.0\.0\.1:\d+\/ocsp, which is asked/,
  );
  await dialog.getByRole('textbox', { name: /^Responder URI/ }).fill('ftp://x');
  await dialog.getByRole('textbox', { name: /^Responder URI/ }).press('Enter');
  await expect(dialog).toContainText(/http/);
  await dialog.getByRole('textbox', { name: /^Responder URI/ }).fill('');
  await next();
  await expect(dialog).toContainText('The issuer, or a delegate of it');
  await next();
  await dialog.getByText('Allow (fail open)').click();
  await next();
  await expect(dialog.getByRole('textbox', { name: 'At least' })).toHaveValue('30 min');
  await next();
  await dialog.getByRole('button', { name: 'Authenticate', exact: true }).click();
  await expect(dialog.getByRole('status')).toContainText('Authentication completed');
  const json = await dialog.getByRole('region', { name: 'Policy as JSON' }).innerText();
  expect(JSON.parse(json)).toMatchObject({
    format: 'revoscope-policy',
    policy: { ocsp: 'enabled', fallback: 'allow', responderUri: null },
  });
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();
});

test('without OCSP checking only the outcome is left to see', async ({ open }) => {
  const { page } = await open();
  await workbenchPage(page).command('Set up OCSP checking…');
  const dialog = page.getByRole('dialog', { name: 'Set up OCSP checking' });
  await dialog.getByText('Do not ask').click();
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog.getByRole('button', { name: 'Authenticate', exact: true }).click();
  await expect(dialog.getByRole('status')).toContainText('Authentication completed');
});
