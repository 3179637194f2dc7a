import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, open } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';

/**
 * @typedef {object} ZipEntry
 * @property {string} name path inside the archive, with `/`; a folder's ends in `/`
 * @property {number} mode Unix mode with type bits, 0 if the archive holds none
 * @property {number} method 0 stored, 8 deflated
 * @property {number} crc
 * @property {number} compressedSize
 * @property {number} size
 * @property {number} offset of the local header
 */

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;

/**
 * Unpacks chosen entries of a zip file, each streamed and checked against its CRC-32.
 * Zip64, encryption and links are refused: the one archive that we read has none.
 * @param {string} file
 * @param {string} folder receives the entries
 * @param {(name: string) => string | null} place an entry's path below `folder`, or null to skip it
 */
export async function unzip(file, folder, place) {
  const handle = await open(file);
  try {
    for (const entry of await readDirectory(handle)) {
      const target = place(entry.name);
      if (target === null || entry.name.endsWith('/')) continue;
      await unpackEntry(handle, file, entry, safeJoin(folder, target));
    }
  } finally {
    await handle.close();
  }
}

/**
 * @param {import('node:fs/promises').FileHandle} handle
 * @returns {Promise<ZipEntry[]>} the central directory
 */
async function readDirectory(handle) {
  const { size } = await handle.stat();
  const tail = await readAt(handle, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || tail.readUInt32LE(end) !== END_OF_DIRECTORY) throw new Error('not a zip file');
  const count = tail.readUInt16LE(end + 10);
  const bytes = await readAt(handle, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  /** @type {ZipEntry[]} */
  const entries = [];
  for (let at = 0; entries.length < count; ) {
    if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error(`bad zip directory at ${at}`);
    const nameLength = bytes.readUInt16LE(at + 28);
    const skip = bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (bytes.readUInt16LE(at + 8) & 1) throw new Error('encrypted zip');
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      mode: bytes.readUInt32LE(at + 38) >>> 16,
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      compressedSize: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + skip;
  }
  return entries;
}

/**
 * @param {import('node:fs/promises').FileHandle} handle
 * @param {string} file
 * @param {ZipEntry} entry
 * @param {string} target
 */
async function unpackEntry(handle, file, entry, target) {
  if (entry.method !== 0 && entry.method !== 8) throw new Error(`${entry.name}: unknown method`);
  if ((entry.mode & 0o170000) === 0o120000) throw new Error(`${entry.name}: is a link`);
  const local = await readAt(handle, entry.offset, 30);
  if (local.readUInt32LE(0) !== LOCAL_ENTRY) throw new Error(`${entry.name}: bad local header`);
  const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  await mkdir(dirname(target), { recursive: true });
  const check = checkContent(entry);
  // `end` is inclusive, so an empty entry has no range to read.
  const source =
    entry.compressedSize === 0
      ? [Buffer.alloc(0)]
      : createReadStream(file, { start, end: start + entry.compressedSize - 1 });
  const sink = createWriteStream(target);
  if (entry.method === 8) await pipeline(source, createInflateRaw(), check, sink);
  else await pipeline(source, check, sink);
  if (entry.mode & 0o777) await chmod(target, entry.mode & 0o777);
}

/**
 * Passes content through and fails at its end if size or CRC-32 are not the entry's.
 * @param {ZipEntry} entry
 */
function checkContent(entry) {
  let crc = 0;
  let size = 0;
  return new Transform({
    transform(chunk, _encoding, done) {
      crc = crc32(chunk, crc);
      size += chunk.length;
      done(null, chunk);
    },
    flush(done) {
      const intact = crc === entry.crc && size === entry.size;
      done(intact ? null : new Error(`${entry.name}: content is damaged`));
    },
  });
}

/**
 * @param {string} folder
 * @param {string} name
 * @returns {string} `folder/name`, refused if it leaves the folder
 */
function safeJoin(folder, name) {
  const path = normalize(join(folder, name));
  if (!path.startsWith(normalize(folder) + sep)) throw new Error(`${name} leaves the folder`);
  return path;
}

/**
 * @param {import('node:fs/promises').FileHandle} handle
 * @param {number} position
 * @param {number} length
 * @returns {Promise<Buffer>}
 */
async function readAt(handle, position, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new Error('zip file is cut short');
  return buffer;
}
