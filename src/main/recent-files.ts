import { readFileSync, writeFileSync } from 'node:fs';

/** The files that were opened last, latest first; the menu offers them again. */
export interface RecentFiles {
  list(): readonly string[];
  add(paths: readonly string[]): void;
  clear(): void;
}

const most = 10;

/** Keeps their paths in a file; `onChange` is told of each change, `report` when the file cannot be written. */
export function createRecentFiles(
  file: string,
  { onChange, report }: { readonly onChange: () => void; readonly report: (line: string) => void },
): RecentFiles {
  let paths = read(file);
  const change = (next: readonly string[]) => {
    paths = next;
    try {
      writeFileSync(file, `${JSON.stringify(paths)}\n`, { mode: 0o600 });
    } catch (error) {
      report(`the list of recent files could not be kept: ${String(error)}`);
    }
    onChange();
  };
  return {
    list: () => paths,
    add: (opened) => {
      if (opened.length === 0) return;
      const latest = opened.toReversed();
      change([...new Set([...latest, ...paths])].slice(0, most));
    },
    clear: () => change([]),
  };
}

function read(file: string): readonly string[] {
  try {
    const stored: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Array.isArray(stored)
      ? stored.filter((path) => typeof path === 'string').slice(0, most)
      : [];
  } catch {
    // The first start, or a file that is none of ours.
    return [];
  }
}
