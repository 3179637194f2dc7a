import { basename } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import { exportPolicy } from '#settings-of-others/export-settings.ts';
import { importSettings, maxSettingsCharacters } from '#settings-of-others/import-settings.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { SettingsFile } from '#shared/model/settings-of-others.ts';
import { describeImportError } from '#shared/wording/settings-of-others.ts';
import type { Workbench } from '#workbench/workbench.ts';
import { readLimited } from '../read-file.ts';
import type { Handlers } from './create-answer.ts';
import type { MainError } from './ipc-error.ts';

type ConfigurationChannel = Extract<keyof Handlers, `configuration:${string}`>;

/** Configurations of other servers, in and out. Nothing of them is executed, included or fetched. */
export function configurationHandlers(
  { policies }: Workbench,
  window: () => BrowserWindow | null,
): Pick<Handlers, ConfigurationChannel> {
  return {
    'configuration:choose-files': () => chooseTexts(window()),
    'configuration:read-files': ({ files, product, server }) => {
      const imported = importSettings(files, { product, server });
      return imported.ok
        ? imported
        : err({ code: 'input-refused', message: describeImportError(imported.error) });
    },
    'configuration:write-policy': ({ product }) =>
      ok(exportPolicy(policies.inForce().policy, product)),
  };
}

/** Asks for text files and reads them; null when the person cancelled. */
async function chooseTexts(
  window: BrowserWindow | null,
): Promise<Result<readonly SettingsFile[] | null, MainError>> {
  const options = {
    title: 'Configuration files of a server',
    properties: ['openFile' as const, 'multiSelections' as const],
  };
  const { filePaths } =
    window === null
      ? await dialog.showOpenDialog(options)
      : await dialog.showOpenDialog(window, options);
  if (filePaths.length === 0) return ok(null);
  const files: SettingsFile[] = [];
  for (const path of filePaths) {
    const read = await readLimited(path, maxSettingsCharacters);
    if (!read.ok) {
      return err({ code: 'file-not-read', message: `${basename(path)}: ${read.error.message}` });
    }
    files.push({ name: basename(path), text: new TextDecoder().decode(read.value) });
  }
  return ok(files);
}
