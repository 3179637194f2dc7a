import type { ElectronApplication, Page } from 'playwright/test';

/** A file as it is dropped. */
export interface DroppedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Drops files in the middle of the window, with the events that a real drop has. */
export async function dropFiles(page: Page, files: readonly DroppedFile[]): Promise<void> {
  const contents = files.map(({ name, bytes }) => ({ name, bytes: [...bytes] }));
  const transfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer();
    for (const { name, bytes } of all) data.items.add(new File([new Uint8Array(bytes)], name));
    return data;
  }, contents);
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('body', type, { dataTransfer: transfer });
  }
  await transfer.dispose();
}

/** Pastes text as Ctrl V does where no field has the focus. */
export async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const init = { clipboardData, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new ClipboardEvent('paste', init));
  }, text);
}

/** Answers the system's dialog for files in the place of the person: a native dialog has no other way in. */
export async function stubOpenDialog(
  app: ElectronApplication,
  paths: readonly string[],
): Promise<void> {
  await app.evaluate(
    ({ dialog }, filePaths) => {
      const answer = { canceled: filePaths.length === 0, filePaths };
      Object.assign(dialog, { showOpenDialog: () => Promise.resolve(answer) });
    },
    [...paths],
  );
}

/** Answers the system's dialog for saving in the place of the person. */
export async function stubSaveDialog(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    Object.assign(dialog, { showSaveDialog: () => Promise.resolve({ canceled: false, filePath }) });
  }, path);
}
