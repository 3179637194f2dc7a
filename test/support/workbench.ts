import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createMemoryKeyFiles } from '#lab/ca/key-files.ts';
import type { AppInfo } from '#shared/model/settings.ts';
import { inMemory, openStore } from '#store/open-store.ts';
import { createWorkbench, type Workbench } from '#workbench/workbench.ts';

const info: AppInfo = {
  version: '0.0.0',
  runtime: `Node.js ${process.versions.node}`,
  platform: process.platform,
  storePath: inMemory,
  safeStorage: null,
  notices: [],
};

/** A workbench that keeps nothing, on ports of its own; client files go into `clientFolder`. */
export function createTestWorkbench(clientFolder = '/nonexistent'): Workbench {
  const storage = openStore(inMemory);
  if (!storage.ok) throw new Error(storage.error.code);
  return createWorkbench({
    storage: storage.value,
    keyFiles: createMemoryKeyFiles(),
    clientFolder,
    sweepFile: join(clientFolder, 'sweep.jsonl'),
    labPorts: { responder: 0, backup: 0 },
    realClock: { now: () => Date.now(), monotonic: () => performance.now() },
    random: (count) => new Uint8Array(randomBytes(count)),
    info,
  });
}
