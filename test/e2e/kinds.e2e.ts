import { expect, type Locator } from 'playwright/test';
import { forge } from '../support/forge-certificate.ts';
import { expectNoFaults } from './support/faults.ts';
import { dropFiles, pasteText } from './support/inputs.ts';
import { createKindFiles, type KindFiles, kinds, pasted } from './support/kinds.ts';
import { type LaunchedApp, launch, resize, sizes } from './support/launch.ts';
import { password } from './support/objects.ts';
import { test } from './support/test.ts';
import { type WorkbenchPage, workbenchPage } from './support/workbench-page.ts';

let launched: LaunchedApp;
let workbench: WorkbenchPage;
let files: KindFiles;
let list: Locator;
let search: Locator;

test.beforeAll(async ({ world }) => {
  files = await createKindFiles(world);
  launched = await launch();
  workbench = workbenchPage(launched.page);
  list = launched.page.getByRole('listbox', { name: 'Open objects' });
  search = launched.page.getByRole('searchbox', { name: 'Search what is open' });
});
test.afterEach(() => expectNoFaults(launched.faults));
test.afterAll(() => launched.close());

const heading = () => launched.page.getByRole('heading', { level: 2 });
const fields = () => launched.page.getByRole('article');
/** Shows what a file of this name holds: the first object of it with such a name in the list. */
const show = async (file: string, name: RegExp) => {
  await search.fill(file);
  await list.getByRole('option', { name }).first().click();
};
const unlock = async () => {
  const dialog = launched.page.getByRole('dialog', { name: 'Unlock' });
  if (!(await dialog.isVisible())) {
    await launched.page.getByRole('button', { name: 'Unlock…' }).click();
  }
  await dialog.getByLabel('Password').fill(password);
  await launched.page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
};

test('files of every kind, dropped together, are listed, named and read', async () => {
  const { page } = launched;
  await dropFiles(page, await files.all());
  const dialog = page.getByRole('dialog', { name: 'Unlock' });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await workbench.dismissProblems();
  await workbench.showScreen('Certs');
  for (const { file, listed, title, fact } of kinds) {
    await test.step(file, async () => {
      await show(file, listed);
      await expect(heading()).toHaveText(title);
      await expect(fields()).toContainText(await fact(files));
    });
  }
});

for (const { file, listed, opens, fact } of [
  {
    file: 'key.jks',
    listed: /^key\.jks/,
    opens: /^RSA 2048.*private key/,
    fact: async ({ pinOf }: KindFiles) => await pinOf('java-source.p12'),
  },
  {
    file: 'key.jceks',
    listed: /^key\.jceks/,
    opens: /^RSA 2048.*private key/,
    fact: async ({ pinOf }: KindFiles) => await pinOf('java-source.p12'),
  },
  {
    file: 'locked.key',
    listed: /^locked\.key/,
    opens: /^EC P-256.*private key/,
    fact: async ({ pinOf }: KindFiles) => await pinOf('public.der'),
  },
  {
    file: 'openssh-ed25519-encrypted',
    listed: /^openssh-ed25519-encrypted/,
    opens: /^Ed25519.*unlocked/,
    fact: () => Promise.resolve('aes256-ctr, bcrypt'),
  },
]) {
  test(`${file} is unlocked in the window`, async () => {
    await show(file, listed);
    await unlock();
    await show(file, opens);
    await expect(fields()).toContainText(await fact(files));
    await expect(fields()).toContainText('Its value is never shown and never stored');
  });
}

test('text of every kind is pasted', async () => {
  const { page } = launched;
  await search.fill('');
  for (const { what, text, title } of await pasted(files)) {
    await test.step(what, async () => {
      await pasteText(page, text);
      await expect(heading()).toHaveText(title);
    });
  }
});

test('a certificate with a long and deceptive name leaves every action in the window', async () => {
  const { page } = launched;
  // CommonName of 10,000 characters with marks that turn the reading order round (RFC 5280 has 64 at most).
  const name = `pay\u202Egpj.exe\u2066\0${'wide'.repeat(2_500)}`;
  await dropFiles(page, [{ name: 'bait\u202Egpj.pem', bytes: forge({ name }).der }]);
  await search.fill('pay');
  const option = list.getByRole('option').first();
  await expect(option).toContainText('pay\\u202Egpj.exe\\u2066\\u0000wide');
  await option.click();
  await expect(heading()).toContainText('pay\\u202Egpj.exe');
  for (const size of [sizes.large, sizes.small]) {
    await resize(launched, size);
    const { width, height } = size;
    for (const action of [
      'Export',
      'Use as responder',
      'Check revocation',
      'More',
      'Copy or save',
    ]) {
      const button = fields().getByRole('button', { name: action, exact: true });
      await expect(button).toBeInViewport({ ratio: 1 });
    }
    const spills = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('article, article header, h2, main')]
        .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
        .map((one) => `${one.tagName} ${one.scrollWidth} > ${one.clientWidth}`),
    );
    expect(spills, `${width} × ${height}`).toEqual([]);
    await page.screenshot({
      path: `test-results/screenshots/deceptive-name-${width}x${height}.png`,
    });
  }
  await resize(launched, sizes.large);
  // Nothing that steers the reading order is left as it is.
  expect(await page.locator('body').innerText()).not.toMatch(/[\u202E\u2066\0]/);
  expect(await page.content()).not.toMatch(/[\u202E\u2066\0]/);
});
