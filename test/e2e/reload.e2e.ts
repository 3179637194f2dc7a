import { readFile } from 'node:fs/promises';
import { type ElectronApplication, expect } from 'playwright/test';
import { call } from './support/bridge.ts';
import { createUserData, launch, removeUserData } from './support/launch.ts';
import { test } from './support/test.ts';
import { workbenchPage } from './support/workbench-page.ts';

/** What stands in the window, asked of the main process: Playwright's own page ends with the process that crashed. */
async function textOf(app: ElectronApplication): Promise<string> {
  return await app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined || window.webContents.isCrashed()) return '';
    return String(await window.webContents.executeJavaScript('document.body.innerText'));
  });
}

test('a page that is loaded again shows what it showed, after a crash as well', async () => {
  const userData = await createUserData();
  const { app, page } = await launch({ userData });
  const workbench = workbenchPage(page);
  await call(page, 'mtls:authenticate', { clientId: 'lab-client-revoked' });
  await call(page, 'mtls:authenticate', { clientId: 'lab-client-good' });
  await workbench.flowList.getByRole('option', { name: /lab-client-revoked/ }).click();
  await workbench.expectVerdict('Authentication denied', /revoked/);
  await workbench.showTab('HTTP');
  const placeIsKept = () =>
    expect
      .poll(async () => (await call(page, 'app:get-snapshot', null)).settings.place)
      .toMatchObject({ screen: 'flows', detailTab: 'http', filter: { text: 'revoked' } });
  await page.getByRole('searchbox', { name: 'Search in flows' }).fill('revoked');
  await expect(workbench.flowList.getByRole('option')).toHaveCount(1);
  await placeIsKept();

  await test.step('View → Reload', async () => {
    const loaded = page.waitForEvent('load');
    await app.evaluate(({ BrowserWindow, Menu }) => {
      const view = Menu.getApplicationMenu()?.items.find(({ label }) => label === '&View');
      const item = view?.submenu?.items.find(({ role }) => role === 'reload');
      const [window] = BrowserWindow.getAllWindows();
      // The item's own accelerator and click go through this role.
      if (item?.enabled && window !== undefined) item.click(undefined, window, window.webContents);
    });
    await loaded;
    await workbench.expectVerdict('Authentication denied', /revoked/);
    await expect(workbench.details.getByRole('tab', { name: 'HTTP' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await expect(page.getByRole('searchbox', { name: 'Search in flows' })).toHaveValue('revoked');
    await expect(workbench.flowList.getByRole('option')).toHaveCount(1);
  });

  await test.step('a crash', async () => {
    const crashed = page.waitForEvent('crash');
    // Not within the call: the answer would have nobody to go to.
    await app.evaluate(({ BrowserWindow }) => {
      setTimeout(() => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
    });
    await crashed;
    await expect.poll(() => textOf(app)).toContain('Authentication denied');
    expect(await textOf(app)).toMatch(/lab-client-revoked/);
    const isHttpShown = `document.querySelector('[role=tab][aria-selected=true]').innerText`;
    expect(
      await app.evaluate(
        ({ BrowserWindow }, script) =>
          BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script),
        isHttpShown,
      ),
    ).toBe('HTTP');
  });

  const closed = app.waitForEvent('close');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await closed;
  expect(await readFile(`${userData}/logs/revoscope.log`, 'utf8')).toMatch(
    /the window's process ended: crashed/,
  );
  await removeUserData(userData);
});
