import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Libsql from 'libsql';
import { expect } from 'playwright/test';
import { call } from './support/bridge.ts';
import { createUserData, launch, removeUserData } from './support/launch.ts';
import { test } from './support/test.ts';
import { workbenchPage } from './support/workbench-page.ts';

const workspace = fileURLToPath(
  new URL('../fixtures/workspaces/format-1.revoscope', import.meta.url),
);

test('lost keys of the lab are told at the start, with the remedy beside it', async () => {
  const userData = await createUserData();
  // A workspace that came from elsewhere: the keys of its lab were never in it.
  copyFileSync(workspace, join(userData, 'workspace.revoscope'));
  const launched = await launch({ userData, lab: 'fails' });
  const { page } = launched;
  const { problems } = workbenchPage(page);
  await expect(problems).toContainText('The lab cannot be opened. The private key of');
  await expect(problems).toContainText('Reset the lab to get new keys.');
  await problems.getByRole('button', { name: 'Reset the lab…' }).click();
  const dialog = page.getByRole('dialog', { name: /Reset the lab/ });
  await dialog.getByRole('button', { name: 'Delete it and found a new lab' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(async () => (await call(page, 'app:get-snapshot', null)).lab).not.toBeNull();
  await expect(problems).toHaveCount(0);
  await launched.close();
  await removeUserData(userData);
});

test('a damaged workspace is set aside, one that fails is told of, and the application runs on', async () => {
  const userData = await createUserData();
  const path = join(userData, 'workspace.revoscope');
  writeFileSync(path, 'this is not a database at all, and long enough to be read as one');
  const launched = await launch({ userData });
  const { page } = launched;
  const workbench = workbenchPage(page);
  await expect(workbench.problems).toContainText(/damaged/);
  await expect(workbench.problems).toContainText(/workspace\.revoscope/);
  await workbench.dismissProblems();

  const other = new Libsql(path, {});
  other.exec('begin exclusive');
  await page.getByRole('button', { name: 'Authenticate', exact: true }).click();
  await workbench.expectVerdict('Authentication completed', /good/);
  await expect(workbench.problems).toContainText(
    'The workspace file has a problem; Revoscope goes on.',
  );
  other.exec('rollback');
  other.close();
  await page.getByRole('button', { name: 'Authenticate', exact: true }).click();
  await expect(workbench.flowList.getByRole('option')).not.toHaveCount(1);
  await launched.close();
  await removeUserData(userData);
});
