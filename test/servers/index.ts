import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/setup/paths.mjs';
import { foretellColumn } from '../support/servers/foretell/foretell-column.ts';
import { openMatrixBench } from '../support/servers/matrix-bench.ts';
import { servers } from './server-list.ts';
import { type Measured, writePage } from './write-page.ts';

const patienceMs = 20_000;

const dir = await mkdtemp(join(tmpdir(), 'revoscope-servers-'));
try {
  const measured: Measured[] = [];
  // One after the other: none is to wait for the others' processor time.
  for (const { name, product, version, expect, trust, start } of servers) {
    const bench = await openMatrixBench(dir);
    const server = await start(bench);
    try {
      console.log(`${name} …`);
      const run = await bench.run([bench.target(server)], { expect, patienceMs });
      const [column] = run.targets;
      if (column === undefined) throw new Error('a run has its target');
      console.log(`${name}: ${column.headline.text}`);
      const text = await readFile(server.configuration, 'utf8');
      const running = { product, text, trust: trust(bench) };
      const foretold = await foretellColumn(bench, running);
      measured.push({ name, version: await version(), expect, run, foretold });
    } finally {
      // The responder first: a server that waits for its octets does not end before.
      await bench.close();
      await server.stop();
    }
  }
  await writeFile(join(root, 'docs/servers.md'), writePage(measured, patienceMs));
} finally {
  await rm(dir, { recursive: true, force: true, maxRetries: 3 });
}
