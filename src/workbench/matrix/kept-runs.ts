import { hexOf } from '#pki/octets.ts';
import type { MatrixRun } from '#shared/model/matrix-run.ts';
import type { MatrixRunSummary } from '#shared/model/matrix-view.ts';
import type { RandomBytes } from '#shared/model/ports.ts';
import { matrixRun } from '#shared/schema/matrix.ts';
import { matrixRunSummaries } from '#shared/schema/matrix-view.ts';
import type { Storage } from '../storage.ts';

/** Runs that are kept between two starts of the application. */
export interface KeptRuns {
  /** Newest first. */
  list(): readonly MatrixRunSummary[];
  get(id: string): MatrixRun | null;
  /** `origin` is the file that it was read from; null for a run of our own. */
  add(run: MatrixRun, origin: string | null): MatrixRunSummary;
  remove(id: string): void;
}

/** More than these are forgotten, oldest first. */
const mostRuns = 30;

/** Each run is a value of its own, of the same schema and version as its JSON; what cannot be read is passed over. */
export function createKeptRuns(values: Storage['values'], random: RandomBytes): KeptRuns {
  const parsed = matrixRunSummaries.safeParse(values.read('matrix-runs'));
  let summaries = parsed.success ? parsed.data : [];
  const nameOf = (id: string) => `matrix-run/${id}`;
  const keep = (next: readonly MatrixRunSummary[]) => {
    for (const { id } of summaries) {
      if (next.every((each) => each.id !== id)) values.write(nameOf(id), null);
    }
    summaries = [...next];
    values.write('matrix-runs', summaries);
  };
  return {
    list: () => summaries,
    get: (id) => {
      const run = matrixRun.safeParse(values.read(nameOf(id)));
      return run.success ? run.data : null;
    },
    add: (run, origin) => {
      const summary: MatrixRunSummary = {
        id: hexOf(random(8)),
        startedAt: run.startedAt,
        expectation: run.expectation.name,
        targets: run.targets.map(({ name, headline }) => ({ name, word: headline.word })),
        origin,
      };
      values.write(nameOf(summary.id), run);
      keep([summary, ...summaries].slice(0, mostRuns));
      return summary;
    },
    remove: (id) => keep(summaries.filter((each) => each.id !== id)),
  };
}
