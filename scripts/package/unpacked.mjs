import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, Platform } from 'electron-builder';
import { configuration } from '../../packaging/electron-builder.config.mjs';
import { root } from '../setup/paths.mjs';
import { copyDistribution } from './distribution.mjs';

/**
 * Packs the built application with an Electron into a folder that runs as it is: sealed archive, fuses set,
 * launcher beside it.
 * @param {{ folder: string, version: string }} runtime the Electron to take
 * @param {string} output where the package's folder goes
 * @returns {Promise<string>} the folder
 */
export async function packUnpacked({ folder, version }, output) {
  const work = await mkdtemp(join(tmpdir(), 'revoscope-package-'));
  try {
    const electronDist = join(work, 'electron');
    await copyDistribution(folder, electronDist);
    await build({
      targets: Platform.current().createTarget('dir'),
      projectDir: root,
      publish: 'never',
      config: {
        ...configuration,
        directories: { ...configuration.directories, output },
        electronDist,
        electronVersion: version,
      },
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  const unpacked = join(output, 'linux-unpacked');
  await mkdir(join(unpacked, 'bin'), { recursive: true });
  await cp(join(root, 'packaging', 'revoscope'), join(unpacked, 'bin', 'revoscope'));
  await cp(join(root, 'LICENSE'), join(unpacked, 'LICENSE'));
  return unpacked;
}
