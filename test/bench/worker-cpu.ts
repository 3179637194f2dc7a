import { readdirSync, readFileSync } from 'node:fs';

/** `sysconf(_SC_CLK_TCK)`: 100 on every Linux that Node.js runs on. */
const ticksPerSecond = 100;

/** CPU time so far of the children of a process, in microseconds, to a hundredth of a second. Linux only. */
export function workerCpuMicros(parent: number): number {
  const ticks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((stat) => stat !== null && stat.parent === parent)
    .reduce((sum, stat) => sum + (stat?.ticks ?? 0), 0);
  return (ticks / ticksPerSecond) * 1_000_000;
}

function statOf(pid: string): { readonly parent: number; readonly ticks: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name stands in brackets and may hold anything; after it come state, parent, …
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    // It ended meanwhile.
    return null;
  }
}
