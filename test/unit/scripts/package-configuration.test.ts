import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configuration } from '../../../packaging/electron-builder.config.mjs';
import { root } from '../../../scripts/setup/paths.mjs';

/** electron-builder's own judgement of a configuration; its types do not reach this deep. */
const builder = createRequire(import.meta.url)('app-builder-lib/out/util/config/config.js');
const judge = (config: object): Promise<void> =>
  builder.validateConfiguration(config, { isEnabled: false });

describe('the configuration of packages', () => {
  it('is one that electron-builder takes, with all of its targets', async () => {
    await judge(configuration);
    expect(configuration.linux?.target).toEqual(['AppImage']);
    expect(configuration.mac?.target).toEqual(['dmg']);
    expect(configuration.win?.target).toEqual(['nsis']);
  });

  it('would be refused with a name or a value that electron-builder does not know', async () => {
    await expect(judge({ ...configuration, nsis: { onClick: false } })).rejects.toThrow(
      /Invalid configuration|nsis/,
    );
    await expect(judge({ ...configuration, mac: { target: 7 } })).rejects.toThrow(
      /Invalid configuration|mac/,
    );
  });

  it('opens every kind of file that the application reads', () => {
    const associations = [configuration.fileAssociations ?? []].flat();
    const kinds = associations.flatMap(({ ext }) => ext);
    const certificates = ['pem', 'crt', 'cer', 'der', 'p7b', 'p7c', 'p12', 'pfx', 'jks'];
    expect(kinds).toEqual(expect.arrayContaining([...certificates, 'csr', 'crl', 'ors']));
    expect(kinds).toContain('revocase');
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  it('has an icon that is there', () => {
    expect(existsSync(join(root, String(configuration.icon)))).toBe(true);
  });
});
