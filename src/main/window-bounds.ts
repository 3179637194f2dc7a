import type { WindowBounds } from './window.ts';

/** Reads remembered bounds; null unless they are five values of the right kind. */
export function readWindowBounds(stored: unknown): WindowBounds | null {
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
