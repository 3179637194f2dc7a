import type { Output } from '../environment.ts';

/** Tells how far a long command has come. */
export interface Progress {
  readonly done: () => void;
  /** Takes the line away again. */
  readonly end: () => void;
}

/** A line on a terminal that is written over; nothing anywhere else. */
export function createProgress(stderr: Output, total: number, noun: string): Progress {
  let count = 0;
  const isShown = stderr.kind === 'terminal' && total > 1;
  const show = () => {
    if (isShown) stderr.write(`\r\u001b[K${count} of ${total} ${noun}…`);
  };
  show();
  return {
    done: () => {
      count += 1;
      show();
    },
    end: () => {
      if (isShown) stderr.write('\r\u001b[K');
    },
  };
}
