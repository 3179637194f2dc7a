import electron from 'electron';

/** Puts text on the clipboard. */
export async function copyText(text: string): Promise<void> {
  await electron.clipboard.writeText(text);
}

/** Puts a PNG picture on the clipboard; false where the bytes are no picture. */
export async function copyPng(png: Uint8Array): Promise<boolean> {
  const image = electron.nativeImage.createFromBuffer(Buffer.from(png));
  if (image.isEmpty()) return false;
  const { clipboard } = electron;
  // Runtimes before Electron 45 have `writeImage`, and no ClipboardItem in the main process.
  const writeImage: unknown = Reflect.get(clipboard, 'writeImage');
  if (typeof writeImage === 'function') Reflect.apply(writeImage, clipboard, [image]);
  else {
    const blob = new Blob([new Uint8Array(image.toPNG())], { type: 'image/png' });
    await clipboard.write([new electron.ClipboardItem({ 'image/png': blob })]);
  }
  return true;
}
