import { createReadStream, statSync } from 'node:fs';
import process from 'node:process';
import { readCertificateStream } from '#workbench/sweep/pem-stream.ts';
import type { SweepInput } from '#workbench/sweep/run-sweep.ts';

/** The inputs of a sweep, and how much of them has been read. */
export interface SweepInputs {
  readonly stream: () => AsyncGenerator<SweepInput>;
  /** From 0 to 1; null where the size is not known. */
  readonly fraction: () => number | null;
}

/** Reads the certificates of files, one after the other; `-` is standard input. */
export function openSweepInputs(files: readonly string[]): SweepInputs {
  const isSized = !files.includes('-');
  const total = isSized ? files.reduce((sum, file) => sum + statSync(file).size, 0) : 0;
  let read = 0;
  const chunksOf = async function* (file: string): AsyncGenerator<Uint8Array> {
    const source = file === '-' ? process.stdin : createReadStream(file);
    for await (const chunk of source) {
      const octets: Uint8Array = chunk;
      read += octets.length;
      yield octets;
    }
  };
  return {
    stream: async function* () {
      for (const file of files) {
        let number = 0;
        for await (const block of readCertificateStream(chunksOf(file))) {
          number += 1;
          yield { source: file, number, block };
        }
      }
    },
    fraction: () => (isSized && total > 0 ? Math.min(read / total, 1) : null),
  };
}
