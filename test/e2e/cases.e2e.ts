import { execFile } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'playwright/test';
import { expectWellMade } from './support/appearance.ts';
import { dropFiles, stubOpenDialog } from './support/inputs.ts';
import { test } from './support/test.ts';
import { workbenchPage } from './support/workbench-page.ts';

const captures = join(import.meta.dirname, '../fixtures/captures');
const revoscope = join(import.meta.dirname, '../../scripts/revoscope.mjs');
const capture = (name: string) => join(captures, name);

test('a flow is kept as a case, opened again, and replayed to the same octets elsewhere', async ({
  open,
}) => {
  // What is named on the command line is opened, as by a double click: a capture with its certificates.
  const named = ['ca.pem', 'good.pem', 'revoked.pem', 'openssl-ocsp.pcap'].map(capture);
  const launched = await open({ files: named });
  const { app, page } = launched;
  const workbench = workbenchPage(page);
  const folder = await mkdtemp(join(tmpdir(), 'cases-e2e-'));
  const file = join(folder, 'kept.revocase');
  const bar = page.getByRole('region', { name: 'Case' });

  await expect(bar).toContainText('openssl-ocsp.pcap from a packet capture');
  await workbench.dismissProblems();
  await workbench.command('Present lab-client-good');
  await workbench.command('Fault: stale');
  await workbench.policy.getByRole('button', { name: 'Authenticate', exact: true }).click();
  await workbench.expectVerdict('Authentication denied', /nextUpdate|expired|stale/i);
  await app.evaluate(({ dialog }, filePath) => {
    const answer = { canceled: false, filePath };
    Object.assign(dialog, { showSaveDialog: () => Promise.resolve(answer) });
  }, file);
  await workbench.command('Save this flow as a case…');
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('revoscope-case');
  expect(await readFile(file, 'utf8')).not.toContain('PRIVATE KEY');

  // Opened, it is drawn and judged as it was.
  await stubOpenDialog(app, [file]);
  await workbench.command('Open a case, a HAR file or a packet capture…');
  await expect(bar).toContainText('kept.revocase');
  await expect(bar).toContainText('same verdict as recorded');
  await workbench.expectVerdict('A server would keep it out', /next update|nextUpdate/i);
  await expect(workbench.diagram).toContainText(/Request, serial/);
  await expect(workbench.diagram).toContainText(/Response/);
  await expect(await workbench.showTab('Checks')).toContainText('Judged by other programs…');
  await expect(await workbench.showTab('HTTP')).toContainText('HTTP 200');

  // Other programs judge it too, and each of their rules leads to the octets that it reads.
  await workbench.command('Judged by other programs…');
  const judges = page.getByRole('dialog', { name: 'Judged by other programs' });
  await judges.getByRole('button', { name: /^nginx/ }).click();
  await expect(judges.getByText(/nginx.* would accept it if/)).toBeVisible();
  await judges.getByRole('button', { name: /^Bytes that .*nextUpdate/i }).click();
  await expect(judges).toBeHidden();
  const bytes = workbench.details.getByRole('tabpanel', { name: 'Bytes' });
  await expect(bytes.locator('[aria-selected="true"], [data-marked], mark').first()).toBeVisible();

  // The same octets in the window and from the command line.
  await bar.getByRole('button', { name: 'More about the case' }).click();
  await page.getByRole('menuitem', { name: 'Copy replay as JSON' }).click();
  const copied = () => app.evaluate(({ clipboard }) => clipboard.readText());
  await expect.poll(copied).toContain('"recorded"');
  const run = promisify(execFile);
  const args = [revoscope, 'replay', basename(file), '--json'];
  const { stdout } = await run(process.execPath, args, { cwd: dirname(file) });
  expect(await copied()).toBe(stdout);

  // Another policy, another verdict: said in the bar and in the list.
  await workbench.setFallback('Allow');
  await bar.getByRole('button', { name: 'Replay with this policy' }).click();
  await expect(bar).toContainText('another verdict than recorded');
  await expect(bar).toContainText('decision: deny → allow');
  await expect(workbench.flowList).toContainText('changed');

  // What a gateway was told, out of a packet capture; the certificates come along.
  const names = ['ca.pem', 'good.pem', 'revoked.pem', 'keep-alive.pcapng', 'browser.har'];
  const files = await Promise.all(
    names.map(async (name) => ({ name, bytes: await readFile(capture(name)) })),
  );
  await dropFiles(page, files);
  await expect(bar).toContainText('from a packet capture');
  await expect(workbench.problems).toContainText('5 cases opened.');
  await workbench.expectVerdict('A server would let it in', /good/);
  await expectWellMade(launched, 'case-captured');
  await workbench.dismissProblems();

  // The server decides as another program does, against the same fault.
  await workbench.command('Decide as Go ocsp');
  await expect(
    page.getByRole('button', { name: /^mTLS server: .* as go-x-crypto$/ }),
  ).toBeVisible();
  await workbench.command('Present lab-client-good');
  await workbench.policy.getByRole('button', { name: 'Authenticate', exact: true }).click();
  await workbench.expectVerdict('Authentication completed', /Go ocsp.* accepts/);
  await expect(workbench.diagram).toContainText('Authentication completed');
  await workbench.command('Scenario: Stale answer');
  const scenarios = page.getByRole('region', { name: 'Scenarios' });
  await expect(scenarios.getByRole('status')).toContainText('1 of 1 as expected');
  await scenarios.getByRole('button', { name: /Decided by/ }).click();
  await page.getByRole('option', { name: /^Go ocsp/ }).click();
  await workbench.command('Scenario: Stale answer');
  await expect(scenarios.getByRole('status')).toContainText('as Go ocsp');
  await expect(scenarios).toContainText('allow');

  // What cannot be read is refused with its place.
  const broken = {
    name: 'broken.revocase',
    bytes: Buffer.from('{"format":"revoscope-case","version":1}'),
  };
  await dropFiles(page, [broken]);
  await expect(workbench.problems).toContainText('broken.revocase');
  await expect(workbench.problems).toContainText('name');
});
