import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { test } from './support/test.ts';
import { workbenchPage } from './support/workbench-page.ts';

test('a flow is saved as one HTML file and as Markdown, with verdict, diagram and octets', async ({
  open,
}) => {
  const { app, page } = await open();
  const folder = await mkdtemp(join(tmpdir(), 'revoscope-report-'));
  const workbench = workbenchPage(page);
  try {
    await workbench.policy.getByRole('button', { name: 'Authenticate', exact: true }).click();
    await workbench.expectVerdict('Authentication completed', /good/);
    const save = async (item: string, file: string) => {
      await app.evaluate(({ dialog }, filePath) => {
        const answer = { canceled: false, filePath };
        Object.assign(dialog, { showSaveDialog: () => Promise.resolve(answer) });
      }, file);
      await page.getByRole('button', { name: /report the flow$/ }).click();
      await page.getByRole('menuitem', { name: item }).click();
      await expect.poll(() => readFile(file, 'utf8').catch(() => '')).not.toBe('');
      return await readFile(file, 'utf8');
    };
    const html = await save('Save report as HTML…', join(folder, 'report.html'));
    expect(html).toContain('<svg');
    expect(html).toContain('Authentication completed: lab-client-good');
    expect(html).toMatch(/OCSP response, \d+ octets/);
    expect(html).not.toMatch(/PRIVATE KEY|<script/);
    const markdown = await save('Save report as Markdown…', join(folder, 'report.md'));
    expect(markdown).toMatch(/```mermaid\n[^`]*sequenceDiagram/);
    expect(markdown).toMatch(/^\| Fallback \| block \|$/m);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
