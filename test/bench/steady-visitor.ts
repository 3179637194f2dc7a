// A program that authenticates so many times a second, whatever the server makes of it.
import process from 'node:process';
import { createVisitor, type VisitorFiles, visit } from '../support/load/visit.ts';

export interface SteadyOrder {
  readonly port: number;
  readonly perSecond: number;
  readonly seconds: number;
  readonly visitor: VisitorFiles;
}

/** How many were answered, and in how many seconds. */
export interface SteadyReport {
  readonly answered: number;
  readonly seconds: number;
}

process.on('message', async ({ port, perSecond, seconds, visitor }: SteadyOrder) => {
  const who = createVisitor(visitor);
  const began = performance.now();
  const visits: Promise<boolean>[] = [];
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(seconds, (performance.now() - began) / 1_000) * perSecond;
      while (visits.length < due) {
        visits.push(
          visit(who, port).then(
            ({ status }) => status === 200,
            () => false,
          ),
        );
      }
      if (visits.length < seconds * perSecond) return;
      clearInterval(timer);
      resolve();
    }, 5);
  });
  const answered = (await Promise.all(visits)).filter(Boolean).length;
  const took = (performance.now() - began) / 1_000;
  process.send?.({ answered, seconds: took } satisfies SteadyReport);
});
process.once('disconnect', () => process.exit());
