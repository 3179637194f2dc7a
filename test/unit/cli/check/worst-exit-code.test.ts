import { expect, it } from 'vitest';
import { worstExitCode } from '#cli/check/checked.ts';

/** Exit codes as `check --help` gives them; 64 is a certificate whose issuer is not at hand. */
it.each([
  [[64, 1, 0], 1],
  [[64, 65], 65],
  [[69, 64], 69],
  [[64, 3, 2, 0], 64],
  [[70, 1], 70],
  [[0, 0], 0],
])('of %j the worst is %i', (codes, worst) => {
  expect(worstExitCode(codes)).toBe(worst);
});
