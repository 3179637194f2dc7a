const words: Readonly<Record<string, string>> = {
  EISDIR: 'it is a folder, not a file',
  ENOENT: 'it is not there any more',
  EACCES: 'you may not do that with it',
  EPERM: 'you may not do that with it',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk may only be read',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  ENOTDIR: 'a part of its path is no folder',
};

/** Says in words why a file could not be read or written. */
export function describeFileError(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : null;
  const known = typeof code === 'string' ? words[code] : undefined;
  return known ?? (error instanceof Error ? error.message : String(error));
}
