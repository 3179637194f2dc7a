import { expect, it } from 'vitest';
import { usualFolder } from '#cli/matrix/matrix-stage.ts';

it.each([
  [{ HOME: '/home/a' }, '/home/a/.local/share/revoscope/matrix-lab'],
  [{ HOME: '/home/a', XDG_DATA_HOME: '/data' }, '/data/revoscope/matrix-lab'],
  [{ HOME: '/home/a', XDG_DATA_HOME: '' }, '/home/a/.local/share/revoscope/matrix-lab'],
  [{ HOME: '/home/a', XDG_DATA_HOME: 'data' }, '/home/a/.local/share/revoscope/matrix-lab'],
])('keeps the lab of a matrix, for %j, in %s', (variables, folder) => {
  expect(usualFolder({ variables })).toBe(folder);
});
