import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect } from 'playwright/test';
import { test } from './support/test.ts';
import { workbenchPage } from './support/workbench-page.ts';

test('an open object is looked at in every way', async ({ open, world }) => {
  const { page } = await open({ files: world.files });
  const workbench = workbenchPage(page);
  await workbench.showScreen('Certs');
  const list = page.getByRole('listbox', { name: 'Open objects' });
  await list.getByRole('option', { name: 'gateway-two-uris' }).click();
  const object = page.getByRole('article', { name: 'gateway-two-uris' });

  await test.step('a field leads to its octets', async () => {
    await object.getByRole('button', { name: 'Not asked' }).click();
    const { offset, length } = await extensionIn(
      world.twoUris.certPath,
      'Authority Information Access',
    );
    const selected = object.getByRole('treeitem', { selected: true });
    await expect(selected).toContainText(`${offset}, ${length}`);
  });
  await test.step('the tabs are reached by keyboard', async () => {
    await object.getByRole('tab', { name: 'Fields' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(object.getByRole('tab', { name: 'PEM' })).toHaveAttribute('aria-selected', 'true');
    const pem = await readFile(world.twoUris.certPath, 'utf8');
    await expect(object.getByLabel('PEM', { exact: true }).locator('pre')).toHaveText(pem.trim());
  });
});

/** Where `openssl asn1parse` sees an extension, its header included. */
async function extensionIn(path: string, name: string) {
  const { stdout } = await promisify(execFile)('openssl', ['asn1parse', '-in', path]);
  const lines = stdout.split('\n');
  const at = lines.findIndex((line) => line.includes(`:${name}`));
  const [, offset, header, content] =
    /^\s*(\d+):d=\d+\s+hl=(\d+) l=\s*(\d+)/.exec(lines[at - 1] ?? '') ?? [];
  return { offset: Number(offset), length: Number(header) + Number(content) };
}
