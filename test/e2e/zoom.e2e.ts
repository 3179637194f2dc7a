import { mkdir, writeFile } from 'node:fs/promises';
import { expect, type Page } from 'playwright/test';
import { call } from './support/bridge.ts';
import { expectNoFaults } from './support/faults.ts';
import { type LaunchedApp, launch, sizes } from './support/launch.ts';
import { test } from './support/test.ts';
import { type WorkbenchPage, workbenchPage } from './support/workbench-page.ts';

let launched: LaunchedApp;
let workbench: WorkbenchPage;

test.beforeAll(async ({ world }) => {
  launched = await launch({ files: world.files });
  workbench = workbenchPage(launched.page);
  await call(launched.page, 'mtls:authenticate', { clientId: 'lab-client-revoked' });
  await workbench.flowList.getByRole('option', { name: /lab-client-revoked/ }).click();
});
test.afterEach(() => expectNoFaults(launched.faults));
test.afterAll(() => launched.close());

/** Zooms as *View → Zoom in* does, in a window of this size. */
async function zoom(factor: number, size: { width: number; height: number }): Promise<void> {
  await launched.app.evaluate(
    ({ BrowserWindow }, { factor, width, height }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.webContents.setZoomFactor(factor);
      window?.setContentSize(width, height);
    },
    { factor, ...size },
  );
  await expect
    .poll(() => launched.page.evaluate(() => innerWidth))
    .toBe(Math.round(size.width / factor));
}

/** A picture by the window itself: that of the page knows nothing of zoom. */
async function keepPicture(name: string): Promise<void> {
  const picture = await launched.app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return (await window?.webContents.capturePage())?.toPNG().toString('base64') ?? '';
  });
  await mkdir('test-results/screenshots', { recursive: true });
  await writeFile(`test-results/screenshots/${name}.png`, Buffer.from(picture, 'base64'));
}

/** What can be pressed or written in and yet cannot be brought into view by scrolling as a person does. */
function lostControls(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    // A script could scroll what is merely cut off; a person could not.
    const cut = [...document.querySelectorAll<HTMLElement>('#root *')].filter((element) =>
      /^hidden( hidden)?$/.test(getComputedStyle(element).overflow),
    );
    const before = cut.map((element) => element.style.cssText);
    for (const { style } of cut) {
      style.overflow = 'clip';
      style.minWidth = '0';
      style.minHeight = '0';
    }
    /** Whether its beginning, middle or end can be pressed once it is scrolled to. */
    const isReached = (control: Element) =>
      (['nearest', 'start', 'end'] as const).some((block) => {
        control.scrollIntoView({ block, inline: 'nearest' });
        const { left, top, width, height } = control.getBoundingClientRect();
        const x = left + Math.min(width / 2, 16);
        return [8, height / 2, height - 8].some((down) => {
          const at = document.elementFromPoint(x, top + down);
          return at !== null && (control.contains(at) || at.contains(control));
        });
      });
    const controls = document.querySelectorAll<HTMLElement>(
      '#root :is(button, label, input:not([type="radio"], [type="checkbox"]), [role="tab"], [role="treeitem"], [role="option"])',
    );
    const lost: string[] = [];
    for (const control of controls) {
      if (!control.checkVisibility({ visibilityProperty: true })) continue;
      if (control.closest('[aria-hidden="true"]') !== null) continue;
      const { width, height } = control.getBoundingClientRect();
      // What is there for screen readers alone takes one pixel.
      if (width < 2 || height < 2 || isReached(control)) continue;
      lost.push(control.getAttribute('aria-label') ?? control.textContent?.slice(0, 60) ?? '?');
    }
    cut.forEach((element, index) => {
      element.style.cssText = before[index] ?? '';
    });
    return lost;
  });
}

for (const [size, bounds] of Object.entries({ small: sizes.small, large: sizes.large })) {
  test(`at 150 % nothing is lost in a ${size} window`, async () => {
    await zoom(1.5, bounds);
    for (const screen of ['Flows', 'Certs', 'Lab', 'Cache'] as const) {
      await workbench.page
        .getByRole('navigation', { name: 'Screens' })
        .getByRole('radio', { name: screen })
        .click();
      await expect(workbench.page.getByRole('heading', { level: 1 })).toBeAttached();
      await keepPicture(`zoom-${screen}-${size}`);
      expect.soft(await lostControls(launched.page), `${screen}, ${size}`).toEqual([]);
    }
    await zoom(1, sizes.large);
    await workbench.showScreen('Flows');
  });
}

test('where colours are forced or contrast is high, the branch taken has a sign of its own', async () => {
  const { page } = launched;
  for (const media of [{ forcedColors: 'active' }, { contrast: 'more' }] as const) {
    await page.emulateMedia(media);
    await expect(page.getByText('▸ status = revoked')).toBeVisible();
    await expect(page.getByText(/^▸/)).toHaveCount(1);
    await page.screenshot({
      path: `test-results/screenshots/${'contrast' in media ? 'high-contrast' : 'forced-colours'}.png`,
    });
    await page.emulateMedia({ forcedColors: null, contrast: null });
  }
});

test('the offer to undo covers nothing', async () => {
  const { page } = launched;
  await workbench.cache.getByRole('button', { name: 'Clear' }).click();
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  await expect(undo).toBeVisible();
  expect(await lostControls(page)).toEqual([]);
  await undo.click();
});
