import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Locator } from 'playwright/test';
import { mustOpenssl } from '../support/openssl.ts';
import { expectAccessible } from './support/appearance.ts';
import { createEvidenceFiles } from './support/evidence-files.ts';
import { expectNoFaults } from './support/faults.ts';
import { dropFiles, stubSaveDialog } from './support/inputs.ts';
import { type LaunchedApp, launch } from './support/launch.ts';
import { test } from './support/test.ts';
import { workbenchPage } from './support/workbench-page.ts';

let launched: LaunchedApp;
let list: Locator;
let search: Locator;

test.beforeAll(async ({ world }) => {
  const { response, crl } = await createEvidenceFiles(world);
  launched = await launch({ files: [...world.files, world.pki.root.certPath, response, crl] });
  await workbenchPage(launched.page).showScreen('Certs');
  list = launched.page.getByRole('listbox', { name: 'Open objects' });
  search = launched.page.getByRole('searchbox', { name: 'Search what is open' });
});
test.afterEach(() => expectNoFaults(launched.faults));
test.afterAll(() => launched.close());

const show = async (name: string | RegExp) => {
  await search.fill('');
  await list.getByRole('option', { name }).click();
};
const tab = (name: string) => launched.page.getByRole('tab', { name, exact: true });

test('a field leads to its octets, and every object keeps its own tab', async ({ world }) => {
  const { page } = launched;
  await show(/^gateway-two-uris/);
  const object = page.getByRole('article', { name: 'gateway-two-uris' });
  await object.getByRole('button', { name: 'Not asked' }).click();
  const { offset, length } = await extensionIn(world.twoUris.certPath, 'Authority Information');
  const selected = object.getByRole('treeitem', { selected: true });
  await expect(selected).toContainText(`${offset}, ${length}`);

  await tab('Fields').focus();
  for (const _ of ['Chain', 'ASN.1', 'PEM']) await page.keyboard.press('ArrowRight');
  const pem = await readFile(world.twoUris.certPath, 'utf8');
  await expect(object.getByLabel('PEM', { exact: true }).locator('pre')).toHaveText(pem.trim());
  await page.keyboard.press('ArrowRight');
  const { stdout } = await mustOpenssl(['x509', '-in', world.twoUris.certPath, '-noout', '-text']);
  const text = await object.getByLabel('text', { exact: true }).locator('pre').innerText();
  expect(text.trim()).toBe(stdout.replace(/ +$/gm, '').trim());
  await page.keyboard.press('ArrowRight');
  const json = await object.getByLabel('JSON', { exact: true }).locator('pre').innerText();
  expect(JSON.parse(json)).toMatchObject({ objects: [{ kind: 'certificate' }] });

  await show(/^gateway-good/);
  await expect(tab('Fields')).toHaveAttribute('aria-selected', 'true');
  await show(/^gateway-two-uris/);
  await expect(tab('JSON')).toHaveAttribute('aria-selected', 'true');
});

test('all chains are drawn, told in words, and judged at another time', async () => {
  const { page } = launched;
  await show(/^gateway-good/);
  await tab('Chain').click();
  const verdict = page.getByRole('status').filter({ hasText: 'chain' });
  await expect(verdict).toContainText('The one chain holds');
  const graph = page.getByRole('listbox', { name: 'Certificates and links' });
  await expect(graph.getByRole('option')).toHaveCount(5);
  await graph.focus();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('region', { name: 'Selected link' })).toContainText('signature');
  await expect(page.getByRole('region', { name: 'Chain 1 holds' })).toContainText(
    'Gateway Root CA',
  );
  await expectAccessible(page, 'object-chain', 'dark');

  const time = page.getByRole('textbox', { name: 'At (UTC)' });
  await time.fill('2099-01-01 12:00');
  await time.press('Enter');
  await expect(verdict).toContainText('The one chain does not hold at 2099-01-01 12:00 UTC');
  await expect(graph.getByRole('option', { name: /does not hold, .*validity/ })).not.toHaveCount(0);
  await time.fill('yesterday');
  await time.press('Enter');
  await expect(page.getByText('Write it as 2026-01-31 12:00')).toBeVisible();
  await time.fill('');
  await time.press('Enter');
  await page.getByRole('button', { name: 'Own', exact: true }).click();
  await expect(verdict).toContainText('The one chain does not hold');
  await page.getByRole('button', { name: 'Own', exact: true }).click();
  await expect(verdict).toContainText('The one chain holds');
});

test('two objects are compared field by field', async () => {
  const { page } = launched;
  await show(/^gateway-good/);
  await page.getByRole('button', { name: 'Compare with another object' }).click();
  await show(/^gateway-two-uris/);
  const dialog = page.getByRole('dialog', { name: 'Compare objects' });
  const row = (name: string) => dialog.getByRole('row', { name: new RegExp(`^${name}`) });
  await expect(row('Subject › Common name')).toContainText('gateway-goodgateway-two-uris');
  await expect(row('Issuer › Common name')).toHaveCount(0);
  await expectAccessible(page, 'object-compare', 'dark');
  await dialog.getByRole('button', { name: 'Show all lines' }).click();
  await expect(row('Issuer › Common name')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('the search goes through every field, and says where it hit', async ({ world }) => {
  const decimal = BigInt(`0x${world.revoked.serial}`).toString();
  for (const [typed, hit] of [
    [decimal, `Decimal: ${decimal}`],
    [`0x${world.revoked.serial}`, 'Serial number'],
  ] as const) {
    await search.fill(typed);
    await expect(list.getByRole('option', { name: /^gateway-revoked/ })).toContainText(hit);
  }
  await search.fill('1.3.6.1.5.5.7.1.1');
  await expect(list.getByRole('option', { name: /^gateway-two-uris/ })).toContainText(
    'Object identifier: 1.3.6.1.5.5.7.1.1',
  );
  await expect(list.getByRole('option', { name: /^gateway-no-aia/ })).toHaveCount(0);
  await search.fill('several-ocsp-uris');
  await expect(list.getByRole('option')).toHaveCount(1);
  await expect(list.getByRole('option')).toContainText('Finding: several-ocsp-uris');
  await search.fill('');
});

test('a certificate is exported with its key, which never reaches the window', async ({
  world,
}) => {
  const { app, page } = launched;
  await show(/^gateway-good/);
  const menu = page.getByRole('menu', { name: 'Export' });
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(menu.getByRole('menuitem', { name: 'PKCS#12 with its key…' })).toBeDisabled();
  await page.keyboard.press('Escape');

  await dropFiles(page, [{ name: 'good.key', bytes: await readFile(world.good.keyPath) }]);
  await expect(list.getByRole('option', { name: /private key/i })).toBeVisible();
  await show(/^gateway-good/);
  const path = join(world.dir, 'exported.p12');
  await stubSaveDialog(app, path);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await menu.getByRole('menuitem', { name: 'PKCS#12 with its key…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export gateway-good as PKCS#12' });
  await dialog.getByLabel('Password').fill('pass');
  await dialog.getByLabel('Once more').fill('pass');
  await dialog.getByRole('button', { name: 'Save…' }).click();
  await expect(dialog).toBeHidden();
  const read = ['pkcs12', '-in', path, '-passin', 'pass:pass', '-noenc'];
  const { stdout } = await mustOpenssl(read);
  expect(stdout).toContain('BEGIN PRIVATE KEY');
  expect(stdout.match(/BEGIN CERTIFICATE/g)).toHaveLength(3);
});

test('an open response and an open CRL are judged, and agree', async ({ world }) => {
  const { page } = launched;
  await show(/OCSP response/);
  await tab('Judged').click();
  const answer = page.getByRole('region', { name: `Serial number 0x${world.revoked.serial}` });
  await expect(answer).toContainText('revoked');
  await expect(answer).toContainText('gateway-revoked');
  await answer.getByRole('button', { name: /nextUpdate has not passed/ }).click();
  await expect(answer.getByRole('columnheader', { name: 'expected' })).toBeVisible();
  const agreement = page.getByRole('region', { name: 'OCSP and CRL' });
  await expect(agreement).toContainText('Agrees with CRL');
  await expectAccessible(page, 'object-judged', 'dark');
  await answer.getByRole('button', { name: 'Show the bytes' }).click();
  await expect(page.getByRole('treeitem', { selected: true })).toContainText('nextUpdate');

  await show(/CRL$/);
  await tab('Judged').click();
  await expect(page.getByText('It can be relied on')).toBeVisible();
  await page.getByRole('textbox', { name: 'Serial number' }).fill(world.revoked.serial);
  await page.keyboard.press('Enter');
  const found = page.getByRole('region', { name: 'Look a serial number up' });
  await expect(found).toContainText('2026-01-01 00:00 UTC, keyCompromise');
  await found.getByRole('button', { name: 'Show the bytes' }).click();
  await expect(tab('ASN.1')).toHaveAttribute('aria-selected', 'true');
});

/** Where `openssl asn1parse` sees an extension, its header included. */
async function extensionIn(path: string, name: string) {
  const { stdout } = await mustOpenssl(['asn1parse', '-in', path]);
  const lines = stdout.split('\n');
  const at = lines.findIndex((line) => line.includes(`:${name}`));
  const [, offset, header, content] =
    /^\s*(\d+):d=\d+\s+hl=(\d+) l=\s*(\d+)/.exec(lines[at - 1] ?? '') ?? [];
  return { offset: Number(offset), length: Number(header) + Number(content) };
}
