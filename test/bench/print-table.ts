import type { Measurement } from './measure.ts';

/** Prints the measurements, one a line, with what was to be reached. */
export function printTable(rows: readonly Measurement[]): void {
  const width = Math.max(...rows.map(({ name }) => name.length));
  for (const { name, value, unit, target, met } of rows) {
    const number = value.toFixed(value < 100 ? 2 : 0).padStart(9);
    const mark = met === null ? '' : met ? 'met' : 'MISSED';
    console.log(
      `${name.padEnd(width)}  ${number} ${unit.padEnd(3)} ${(target ?? '').padEnd(12)} ${mark}`.trimEnd(),
    );
  }
}
