// A program that authenticates as often as it is told, so that its own work counts for no server.
import process from 'node:process';
import { createVisitor, inParallel, type VisitorFiles, visit } from '../support/load/visit.ts';

/** How often to visit, and whom. Every answer must be 200. */
export interface VisitOrder {
  readonly port: number;
  readonly count: number;
  readonly parallel: number;
  readonly visitor: VisitorFiles;
}

/** How it went; microseconds of CPU are the visitor's own. */
export interface VisitReport {
  readonly seconds: number;
  readonly cpuMicros: number;
}

process.on('message', async (order: VisitOrder) => {
  const visitor = createVisitor(order.visitor);
  const before = process.cpuUsage();
  const began = performance.now();
  await inParallel(order.count, order.parallel, async () => {
    const { status } = await visit(visitor, order.port);
    if (status !== 200) throw new Error(`The server answered ${status}.`);
  });
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(before);
  process.send?.({ seconds, cpuMicros: user + system } satisfies VisitReport);
});
process.once('disconnect', () => process.exit());
