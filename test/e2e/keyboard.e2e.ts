import { expect } from 'playwright/test';
import { stubOpenDialog } from './support/inputs.ts';
import { test } from './support/test.ts';
import { tabTo, workbenchPage } from './support/workbench-page.ts';

test('the way from an empty window to a verdict needs no mouse', async ({ open, world }) => {
  const launched = await open();
  const { app, page } = launched;
  const workbench = workbenchPage(page);
  const { keyboard } = page;
  await stubOpenDialog(app, world.files);
  await keyboard.press('Control+o');
  await expect(workbench.certificateBox).toHaveValue(/^gateway-/);

  await tabTo(page, workbench.certificateBox);
  await keyboard.press('Control+a');
  await keyboard.type('gateway-revoked');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(workbench.certificateBox).toHaveValue('gateway-revoked');
  await expect(workbench.certificateBox).toBeFocused();
  await keyboard.press('Control+Enter');
  await workbench.expectVerdict('Authentication denied', /keyCompromise/);

  await tabTo(page, workbench.policy.getByRole('radio', { name: 'Allow' }));
  await keyboard.press('Enter');
  await expect(workbench.policy.getByRole('radio', { name: 'Allow' })).toBeChecked();

  await tabTo(page, workbench.certificateBox);
  await keyboard.press('Control+a');
  await keyboard.type('gateway-unknown');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await tabTo(page, workbench.checkButton);
  await keyboard.press('Enter');
  await workbench.expectVerdict('Authentication completed', /says unknown/);

  await tabTo(page, workbench.flowList);
  await keyboard.press('ArrowDown');
  await workbench.expectVerdict('Authentication denied', /keyCompromise/);
  await keyboard.press('Home');
  await workbench.expectVerdict('Authentication completed', /says unknown/);
  await keyboard.press('End');
  await workbench.expectVerdict('Authentication denied', /keyCompromise/);

  await tabTo(page, workbench.diagram);
  await keyboard.press('Home');
  await expect(workbench.diagram.getByRole('option', { selected: true })).toHaveAccessibleName(
    /Presents gateway-revoked/,
  );
  await expect(workbench.details.getByRole('heading', { level: 3 })).toContainText(/certificate/i);
  await keyboard.press('ArrowDown');
  await expect(workbench.diagram.getByRole('option', { selected: true })).toHaveAccessibleName(
    /Chain holds/,
  );
  await keyboard.press('End');
  await expect(workbench.diagram.getByRole('option', { selected: true })).toHaveAccessibleName(
    /Kept in the cache|Authentication denied/,
  );

  await tabTo(page, workbench.details.getByRole('tab', { selected: true }));
  await keyboard.press('ArrowRight');
  await expect(workbench.details.getByRole('tab', { selected: true })).toHaveText('Bytes');

  await tabTo(page, workbench.flowList);
  await keyboard.press('Delete');
  await expect(workbench.flowList.getByRole('option')).toHaveCount(1);
  await keyboard.press('Control+z');
  await expect(workbench.flowList.getByRole('option')).toHaveCount(2);
});

test('the palette finds commands, certificates and flows', async ({ open, world }) => {
  const launched = await open({ files: world.files });
  const { page } = launched;
  const workbench = workbenchPage(page);
  const { keyboard } = page;
  await workbench.check('gateway-good');

  await keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search' });
  await keyboard.type('go to cache');
  await expect(palette.getByRole('menuitem', { name: 'Go to Cache' })).toBeVisible();
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Cache', level: 1 })).toBeVisible();

  await keyboard.press('Control+k');
  await keyboard.type('gateway-two');
  // The certificate itself stands before what can be done with it: Enter opens the first.
  await expect(palette.getByRole('menuitem').first()).toHaveText(/^gateway-two-uris/);
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'gateway-two-uris', exact: true })).toBeVisible();

  await keyboard.press('Control+k');
  await keyboard.type('nothing at all like this');
  await expect(palette).toContainText('Nothing matches');
  await keyboard.press('Escape');
  await keyboard.press('Escape');
  await expect(palette).toBeHidden();

  await keyboard.press('Control+k');
  await keyboard.type('network: offline');
  await keyboard.press('Enter');
  await expect(page.getByRole('banner')).toContainText('Network Offline');
  await keyboard.press('Control+1');
  await workbench.clearCache();
  await workbench.check('gateway-good');
  await workbench.expectVerdict('Authentication denied', /offline/i);
});

test('F5 shows verdict and diagram alone, and Escape ends it', async ({ open, world }) => {
  const launched = await open({ files: world.files });
  const { page } = launched;
  const workbench = workbenchPage(page);
  await workbench.check('gateway-good');
  await page.keyboard.press('F5');
  await expect(workbench.policy).toBeHidden();
  await expect(workbench.diagram).toBeVisible();
  await workbench.expectVerdict('Authentication completed', /is good/);
  await page.keyboard.press('Escape');
  await expect(workbench.policy).toBeVisible();
});
