// What the closed-network runtime starts: loads the app whose folder is named on the command line,
// as Electron's own default app does for `electron .`.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, dialog } from 'electron';

const argument = process.argv.slice(1).find((value) => !value.startsWith('-'));

if (argument === undefined) {
  process.stdout.write(`Electron ${process.versions.electron}: name the folder of an app\n`);
  app.exit(64);
} else {
  process.defaultApp = true;
  await load(resolve(argument));
}

/** @param {string} folder holds package.json */
async function load(folder) {
  try {
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    app.setName(manifest.productName ?? manifest.name);
    app.setVersion(manifest.version);
    app.setAppPath(folder);
    // Awaited: Electron holds `ready` back until this module is done, and an app may only register
    // its privileged schemes before `ready`.
    await import(pathToFileURL(resolve(folder, manifest.main ?? 'index.js')).href);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`The app in ${folder} could not be loaded.\n${text}\n`);
    if (!process.env.CI && process.stdout.isTTY)
      dialog.showErrorBox('The app could not be loaded', text);
    app.exit(1);
  }
}
