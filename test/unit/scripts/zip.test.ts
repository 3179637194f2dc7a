import { readdirSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unzip } from '../../../scripts/setup/zip.mjs';
import { withTempDir } from '../../support/with-temp-dir.ts';

interface Entry {
  readonly name: string;
  readonly content: Buffer;
  readonly mode: number;
  readonly method: 0 | 8;
}

const program: Entry = {
  name: 'App/bin/program',
  content: Buffer.from('#!/bin/sh\n'.repeat(1000)),
  mode: 0o100755,
  method: 8,
};
const text: Entry = { name: 'App/text', content: Buffer.from('plain'), mode: 0o100644, method: 0 };
const empty: Entry = { name: 'App/empty', content: Buffer.alloc(0), mode: 0o100644, method: 0 };

const withoutFirstFolder = (name: string) => name.replace('App/', '');

describe('unzip', () => {
  it('unpacks deflated, stored and empty entries with their modes', async () => {
    await unpacking(zipOf([program, text, empty]), withoutFirstFolder, async (folder) => {
      expect(await readFile(join(folder, 'bin/program'))).toEqual(program.content);
      expect((await stat(join(folder, 'bin/program'))).mode & 0o777).toBe(0o755);
      expect(await readFile(join(folder, 'text'), 'utf8')).toBe('plain');
      expect((await stat(join(folder, 'empty'))).size).toBe(0);
    });
  });

  it('leaves out what has no place', async () => {
    const place = (name: string) => (name === 'App/text' ? null : withoutFirstFolder(name));
    await unpacking(zipOf([program, text]), place, async (folder) => {
      expect(readdirSync(folder)).toEqual(['bin']);
    });
  });

  const intact = zipOf([program, text]);
  const damaged = Buffer.from(intact);
  damaged.write('j', intact.indexOf('plain') + 1);

  it.each([
    ['content that was changed', damaged, 'App/text: content is damaged'],
    ['a file that is no zip', Buffer.from('<html>'), 'not a zip file'],
    ['a file that was cut off', intact.subarray(0, intact.length - 30), 'not a zip file'],
    ['a name that leaves the folder', zipOf([{ ...text, name: '../out' }]), 'leaves the folder'],
    ['a link', zipOf([{ ...text, mode: 0o120777 }]), 'is a link'],
  ])('refuses %s', async (_title, archive, message) => {
    const attempt = unpacking(
      archive,
      (name) => name,
      async () => {},
    );
    await expect(attempt).rejects.toThrow(message);
  });
});

async function unpacking(
  archive: Buffer,
  place: (name: string) => string | null,
  look: (folder: string) => Promise<void>,
): Promise<void> {
  await withTempDir(async (folder) => {
    const file = join(folder, 'archive.zip');
    await writeFile(file, archive);
    await unzip(file, join(folder, 'target'), place);
    await look(join(folder, 'target'));
  });
}

/** Writes a zip file as the format's specification (APPNOTE 4.3) has it. */
function zipOf(entries: readonly Entry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, mode, method } of entries) {
    const data = method === 8 ? deflateRawSync(content) : content;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(mode * 0x10000, 6);
    rest.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), data]);
    locals.push(local);
    directory.push(Buffer.from('PK\x01\x02\x14\x03'), common, rest, Buffer.from(name));
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}
