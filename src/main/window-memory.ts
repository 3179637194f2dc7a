import { readFileSync, writeFileSync } from 'node:fs';
import type { WindowBounds } from './window.ts';

/** What the first paint needs: where the window stood, and in which colours. */
export interface WindowLook {
  readonly bounds: WindowBounds | null;
  readonly theme: 'system' | 'light' | 'dark';
}

/** Remembers it in a file of its own, as the window opens before the workspace does. */
export interface WindowMemory {
  readonly look: () => WindowLook;
  remember(change: Partial<WindowLook>): void;
}

/** `report` is told when the file cannot be written. */
export function createWindowMemory(file: string, report: (line: string) => void): WindowMemory {
  let look = read(file);
  return {
    look: () => look,
    remember: (change) => {
      look = { ...look, ...change };
      try {
        writeFileSync(file, `${JSON.stringify(look)}\n`, { mode: 0o600 });
      } catch (error) {
        report(`the window's place could not be remembered: ${String(error)}`);
      }
    },
  };
}

function read(file: string): WindowLook {
  try {
    return readLook(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // The first start, or a file that is none of ours.
    return readLook(null);
  }
}

/** Reads what was remembered; what is not of the right kind is as if it were not there. */
export function readLook(stored: unknown): WindowLook {
  if (typeof stored !== 'object' || stored === null) return { bounds: null, theme: 'system' };
  const theme: unknown = Reflect.get(stored, 'theme');
  return {
    bounds: readBounds(Reflect.get(stored, 'bounds')),
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
  };
}

function readBounds(stored: unknown): WindowBounds | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const number = (key: string): number | null => {
    const value: unknown = Reflect.get(stored, key);
    return typeof value === 'number' && Number.isInteger(value) ? value : null;
  };
  const x = number('x');
  const y = number('y');
  const width = number('width');
  const height = number('height');
  if (x === null || y === null || width === null || height === null) return null;
  return { x, y, width, height, maximised: Reflect.get(stored, 'maximised') === true };
}
