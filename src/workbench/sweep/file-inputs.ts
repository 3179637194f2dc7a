import { createReadStream, statSync } from 'node:fs';
import { readCertificateStream } from './pem-stream.ts';
import type { SweepInput } from './run-sweep.ts';

/** The inputs of a sweep, and how much of them has been read. */
export interface SweepInputs {
  readonly stream: () => AsyncGenerator<SweepInput>;
  /** Of all files together; 0 where that is not known. */
  readonly octets: number;
  /** From 0 to 1; null where the size is not known. */
  readonly fraction: () => number | null;
}

/** Reads the certificates of files, one after the other; `-` is what `stdin` gives. */
export function openSweepInputs(
  files: readonly string[],
  stdin: () => AsyncIterable<Uint8Array>,
): SweepInputs {
  const isSized = !files.includes('-');
  const total = isSized ? files.reduce((sum, file) => sum + statSync(file).size, 0) : 0;
  let read = 0;
  const chunksOf = async function* (file: string): AsyncGenerator<Uint8Array> {
    const source = file === '-' ? stdin() : createReadStream(file);
    for await (const chunk of source) {
      const octets: Uint8Array = chunk;
      read += octets.length;
      yield octets;
    }
  };
  return {
    octets: total,
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
