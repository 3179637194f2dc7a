import { defineConfig } from 'vitest/config';

/** The four kinds of test that run under plain Node; the end-to-end ones are Playwright's. */
const kinds = [
  { name: 'unit', testTimeout: 30_000 },
  { name: 'property', testTimeout: 60_000 },
  { name: 'integration', testTimeout: 30_000 },
  { name: 'interop', testTimeout: 60_000 },
];

export default defineConfig({
  test: {
    projects: kinds.map(({ name, testTimeout }) => ({
      test: {
        name,
        environment: 'node',
        include: [`test/${name}/**/*.test.{ts,tsx}`],
        testTimeout,
        hookTimeout: 60_000,
      },
    })),
  },
});
