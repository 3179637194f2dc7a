import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { saveFile } from '../../../src/main/save-file.ts';
import { suiteTempDir } from '../../support/temp-dir.ts';

const dialog = vi.hoisted(() => ({ showSaveDialog: vi.fn() }));
vi.mock('electron', () => ({ dialog }));

const temp = suiteTempDir('save-file');
const bytes = new TextEncoder().encode('the new one');
afterEach(() => dialog.showSaveDialog.mockReset());

async function saveAs(name: string, isSecret: boolean) {
  const filePath = join(temp.path, name);
  dialog.showSaveDialog.mockResolvedValue({ filePath, canceled: false });
  const saved = await saveFile({ name, bytes }, { window: null, isSecret });
  expect(saved).toEqual({ ok: true, value: { saved: true } });
  return { content: readFileSync(filePath, 'utf8'), mode: statSync(filePath).mode & 0o777 };
}

describe('saveFile', () => {
  it('lets the owner alone read a secret file', async () => {
    expect(await saveAs('new.pem', true)).toEqual({ content: 'the new one', mode: 0o600 });
  });

  it('lets the owner alone read a secret that replaces a file which all could read', async () => {
    writeFileSync(join(temp.path, 'old.pem'), 'what was there before', { mode: 0o644 });
    expect(await saveAs('old.pem', true)).toEqual({ content: 'the new one', mode: 0o600 });
  });
});
