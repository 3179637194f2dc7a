import type { DroppedFile } from '../../store/certificate-actions.ts';

/** Of folders that are dropped, so many files are read, and so deep. */
const limits = { files: 10_000, depth: 8 };

/** What was dropped: files, and folders. They must be taken before the event is over. */
export function entriesOf(data: DataTransfer): readonly (FileSystemEntry | File)[] {
  return [...data.items].flatMap((item) => {
    if (item.kind !== 'file') return [];
    const taken = item.webkitGetAsEntry() ?? item.getAsFile();
    return taken === null ? [] : [taken];
  });
}

/** The files among them, and those in the folders and below. */
export async function filesOf(
  entries: readonly (FileSystemEntry | File)[],
): Promise<readonly DroppedFile[]> {
  const files: DroppedFile[] = [];
  for (const entry of entries) {
    if (entry instanceof File) files.push({ name: entry.name, file: entry, came: 'named' });
    else await collect(entry, limits.depth, files);
  }
  return files;
}

async function collect(entry: FileSystemEntry, depth: number, files: DroppedFile[]): Promise<void> {
  if (files.length >= limits.files) return;
  if (isFile(entry)) {
    const name = entry.fullPath.replace(/^\//, '');
    const file = await fileOf(entry);
    if (file !== null) files.push({ name, file, came: name.includes('/') ? 'found' : 'named' });
  } else if (isFolder(entry) && depth > 0) {
    for (const child of await childrenOf(entry)) {
      if (!child.name.startsWith('.')) await collect(child, depth - 1, files);
    }
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** null for a file that is gone or may not be read. */
function fileOf(entry: FileSystemFileEntry): Promise<File | null> {
  return new Promise((resolve) => entry.file(resolve, () => resolve(null)));
}

/** A folder gives its entries a hundred at a time, and an empty list at the end. */
async function childrenOf(entry: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = entry.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}
