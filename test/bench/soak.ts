import { soak } from '../support/load/soak.ts';
import { atMost, type Measurement, told } from './measure.ts';

const count = 10_000;

/**
 * The server, the lab and the clients in one process. What may stay on the heap is bounded: certificates and
 * chains that were seen, summaries, the cache of answers; 10,000 leaked flows would be 60 MB and more.
 */
const heapLimitMb = 3;

/** 10,000 authentications, 50 at a time, with mixed outcomes, half of them from the cache. */
export async function measureSoak(): Promise<readonly Measurement[]> {
  const report = await soak(count);
  for (const wrong of report.wrong.slice(0, 10)) console.error(wrong);
  const name = `Soak of ${count} authentications, 50 at a time`;
  const missing = count - report.decisions + report.unfinished;
  return [
    atMost(`${name}: wrong decisions`, report.wrong.length, '', 0),
    atMost(`${name}: authentications without a flow`, missing, '', 0),
    atMost(`${name}: sockets open after`, report.openSockets, '', 0),
    atMost(`${name}: timers and other handles open after`, report.openHandles, '', 0),
    atMost(`${name}: heap growth`, report.heapGrowthBytes / 1_048_576, 'MB', heapLimitMb),
    told(`${name}: decided from the cache`, (report.fromCache / report.decisions) * 100, '%'),
    told(`${name}: duration`, report.seconds, 's'),
  ];
}
