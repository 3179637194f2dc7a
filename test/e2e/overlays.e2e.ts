import { expect, type Locator, type Page } from 'playwright/test';
import { expectAccessibleOverlay } from './support/appearance.ts';
import { call, resetWorkspace } from './support/bridge.ts';
import { expectNoFaults } from './support/faults.ts';
import { type LaunchedApp, launch } from './support/launch.ts';
import { test } from './support/test.ts';
import { type WorkbenchPage, workbenchPage } from './support/workbench-page.ts';

let launched: LaunchedApp;
let workbench: WorkbenchPage;

test.beforeAll(async ({ world }) => {
  launched = await launch({ files: world.files });
  workbench = workbenchPage(launched.page);
  const { page } = launched;
  // Colours are measured, so none may be on its way to another.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await resetWorkspace(page);
  for (const clientId of ['lab-client-revoked', 'lab-client-good']) {
    await call(page, 'mtls:authenticate', { clientId });
  }
  await workbench.flowList.getByRole('option', { name: /lab-client-revoked/ }).click();
  await workbench.expectVerdict('Authentication denied', /revoked/);
});
test.afterEach(() => expectNoFaults(launched.faults));
test.afterAll(() => launched.close());

interface Overlay {
  readonly name: string;
  readonly open: (page: Page, workbench: WorkbenchPage) => Promise<void>;
  readonly shown: (page: Page) => Locator;
}

const dialog = (name: string | RegExp) => (page: Page) => page.getByRole('dialog', { name });
const menu = (name: string | RegExp) => (page: Page) => page.getByRole('menu', { name });
const pressed = (name: string | RegExp) => async (page: Page) =>
  page.getByRole('button', { name }).first().click();
const commanded = (text: string) => (_page: Page, workbench: WorkbenchPage) =>
  workbench.command(text);

const overlays: readonly Overlay[] = [
  { name: 'policy-menu', open: pressed(/^Unnamed/), shown: (page) => page.getByRole('menu') },
  {
    name: 'responder-certificate',
    open: pressed(/^Responder certificate:/),
    shown: dialog('Responder certificate'),
  },
  { name: 'cache-settings', open: pressed(/^Cache: /), shown: dialog(/Cache/) },
  { name: 'network-menu', open: pressed(/^Network /), shown: menu('Network') },
  { name: 'theme-menu', open: pressed(/^Theme: /), shown: menu('Theme') },
  { name: 'delete-menu', open: pressed('Delete flows'), shown: menu('Delete flows') },
  {
    name: 'filter-menu',
    open: pressed('Filter by status or source'),
    shown: (page) => page.getByRole('menu'),
  },
  {
    name: 'diagram-menu',
    open: pressed(/^Copy the diagram/),
    shown: (page) => page.getByRole('menu'),
  },
  { name: 'mtls-panel', open: pressed(/^mTLS/), shown: (page) => page.getByRole('dialog') },
  {
    name: 'presented-list',
    open: pressed('Show suggestions'),
    shown: (page) => page.getByRole('listbox', { name: /Suggestions/ }),
  },
  { name: 'clock', open: commanded('Advance the clock…'), shown: dialog('Advance the clock') },
  {
    name: 'retention',
    open: commanded('How many flows are kept…'),
    shown: dialog('How many flows are kept'),
  },
  {
    name: 'paste',
    open: commanded('Paste certificates…'),
    shown: (page) => page.getByRole('dialog'),
  },
  {
    name: 'issue-client',
    open: commanded('Issue a lab client…'),
    shown: dialog('Issue a client certificate'),
  },
  { name: 'reset-lab', open: commanded('Reset the lab…'), shown: dialog('Reset the lab') },
];

for (const { name, open, shown } of overlays) {
  test(`${name} is accessible in both themes`, async () => {
    const { page } = launched;
    await workbench.showScreen('Flows');
    await open(page, workbench);
    await expect(shown(page)).toBeVisible();
    await expectAccessibleOverlay(page, name);
    await page.keyboard.press('Escape');
    await expect(shown(page)).toBeHidden();
  });
}

test('both sides of the lab, and a compared flow, are accessible in both themes', async () => {
  const { page } = launched;
  await workbench.command('Go to Lab');
  await expect(page.getByRole('heading', { name: 'lab-client-good' })).toBeVisible();
  await expectAccessibleOverlay(page, 'lab');
  await workbench.command('Go to Scenarios');
  await expectAccessibleOverlay(page, 'scenarios');
  await workbench.showScreen('Flows');
  await workbench.flowList.getByRole('option').first().click();
  await workbench.flowList
    .getByRole('option')
    .nth(1)
    .click({ modifiers: ['Control'] });
  await expect(page.getByRole('dialog', { name: 'Compare flows' })).toBeVisible();
  await expectAccessibleOverlay(page, 'compare');
  await page.keyboard.press('Escape');
});
