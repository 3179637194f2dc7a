import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measureAuthentication } from './authenticate.ts';
import type { Measurement } from './measure.ts';
import { measureMtlsBesideNginx } from './mtls-nginx.ts';
import { printTable } from './print-table.ts';
import { measureSoak } from './soak.ts';
import { measureVerification } from './verify.ts';

const { values } = parseArgs({ options: { json: { type: 'string' } } });

const parts: readonly (() => Promise<readonly Measurement[]>)[] = [
  measureVerification,
  measureAuthentication,
  measureMtlsBesideNginx,
  measureSoak,
];

const rows: Measurement[] = [];
for (const measure of parts) rows.push(...(await measure()));

printTable(rows);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
