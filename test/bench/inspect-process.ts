import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { X509Certificate } from '@peculiar/x509';
import { buildTree } from '#inspect/asn1/build-tree.ts';
import { anything } from '#inspect/asn1/expectations.ts';
import { inspectWrapped } from '#inspect/inspect-object.ts';
import { inspectCrl } from '#inspect/kinds/crl.ts';
import { unwrapInput } from '#inspect/unwrap-input.ts';
import { decodeCrl } from '#pki/crl/decode-crl.ts';

/** One work, timed in a process of its own: `certificates FILE`, `peculiar FILE`, `crl FILE SERIAL`, `tree FILE`. */
const [work = '', file = '', serial = ''] = process.argv.slice(2);
const context = { now: Date.parse('2026-11-26T00:00:00Z'), passwords: [] };

const works: Readonly<Record<string, () => Readonly<Record<string, number>>>> = {
  certificates: () => {
    let fields = 0;
    for (const object of unwrapInput(readFileSync(file)).objects) {
      const { fields: shown, findings } = inspectWrapped(object, context);
      fields += shown.length + findings.length;
    }
    return { fields };
  },
  peculiar: () => {
    let octets = 0;
    for (const { der } of unwrapInput(readFileSync(file)).objects) {
      octets += new X509Certificate(Uint8Array.from(der)).rawData.byteLength;
    }
    return { octets };
  },
  crl: () => {
    const bytes = readFileSync(file);
    const shown = inspectCrl(bytes, context);
    if (shown.problem !== null) throw new Error(shown.problem.message);
    const opened = performance.now();
    const crl = decodeCrl(bytes);
    if (!crl.ok) throw new Error(crl.error.message);
    const number = Buffer.from(serial, 'hex');
    const first = performance.now();
    const found = crl.value.revoked.find(number);
    const second = performance.now();
    if (found === null || crl.value.revoked.find(number) === null) throw new Error('not found');
    const end = performance.now();
    return { openedMs: opened - began, firstMs: second - first, secondMs: end - second };
  },
  tree: () => {
    const { root } = buildTree(readFileSync(file), anything);
    return { children: root?.children.length ?? 0 };
  },
};

globalThis.gc?.();
const idle = process.memoryUsage.rss();
const began = performance.now();
const before = process.cpuUsage();
const told = works[work]?.() ?? {};
const elapsedMs = performance.now() - began;
const { user, system } = process.cpuUsage(before);
const peak = process.resourceUsage().maxRSS * 1_024;
const report = {
  elapsedMs,
  cpuMs: (user + system) / 1_000,
  aboveIdleMiB: Math.max(peak - idle, 0) / 1_048_576,
  ...told,
};
process.stdout.write(JSON.stringify(report));
