import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { configuration, fileTypes } from '../../packaging/electron-builder.config.mjs';
import { root } from '../setup/paths.mjs';
import { SetupError } from '../setup/report.mjs';
import { findProgram } from '../setup/run.mjs';

/** A CommonJS package without types. */
const load = createRequire(import.meta.url);
const install = load('electron-installer-debian');

/**
 * Makes a Debian package of an unpacked application, without a network.
 * @param {string} unpacked its folder
 * @param {{ output: string, version: string, compression?: 'xz' | 'none' }} options where the package
 *   goes, and its Debian version
 * @returns {Promise<string>} the package's file
 */
export async function packDebian(unpacked, { output, version, compression = 'xz' }) {
  for (const program of ['dpkg-deb', 'fakeroot']) {
    if (findProgram(program) !== null) continue;
    throw new SetupError(
      `a Debian package is made with ${program}, which is not here.`,
      'Run "apt-get install dpkg fakeroot", or "npm run package -- --unpacked".',
    );
  }
  const { description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  await install({
    src: unpacked,
    dest: output,
    arch: 'amd64',
    options: {
      name: 'revoscope',
      productName: configuration.productName,
      version,
      description: configuration.linux?.synopsis,
      productDescription: description,
      maintainer: 'Revoscope contributors',
      section: 'net',
      bin: 'bin/revoscope',
      icon: join(root, 'packaging', 'icon.png'),
      categories: ['Development', 'Security', 'Network'],
      mimeType: fileTypes.map(({ mimeType }) => mimeType),
      compression,
    },
  });
  return join(output, `revoscope_${version}_amd64.deb`);
}
