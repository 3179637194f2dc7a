import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measureAuthentication } from './authenticate.ts';
import { measureInspection } from './inspect.ts';
import { measureJudges } from './judges.ts';
import { measureLaunch } from './launch.ts';
import type { Measurement } from './measure.ts';
import { measureMtlsBesideNginx } from './mtls-nginx.ts';
import { printTable } from './print-table.ts';
import { measureSoak } from './soak.ts';
import { measureSweep } from './sweep.ts';
import { measureVerification } from './verify.ts';
import { measureWindow } from './window.ts';

const parts: Readonly<Record<string, () => Promise<readonly Measurement[]>>> = {
  verify: measureVerification,
  inspect: measureInspection,
  judges: measureJudges,
  authenticate: measureAuthentication,
  nginx: measureMtlsBesideNginx,
  soak: measureSoak,
  sweep: measureSweep,
  launch: measureLaunch,
  window: measureWindow,
};

const { values, positionals } = parseArgs({
  options: { json: { type: 'string' } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`no such part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);
  process.exit(64);
}

const rows: Measurement[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (positionals.length === 0 || positionals.includes(name)) rows.push(...(await measure()));
}

printTable(rows);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
