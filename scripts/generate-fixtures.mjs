// Makes test/fixtures anew with the openssl command line: node scripts/generate-fixtures.mjs
// The fixtures are committed; run it only to add a case, and commit all that it writes.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const generator = fileURLToPath(new URL('../test/support/fixtures/generate.ts', import.meta.url));
const { module } = await runnerImport(generator);
const { certificates, cases } = await module.generateFixtures();
console.log(
  `${certificates.length} certificates and ${cases.length} cases written to test/fixtures`,
);
