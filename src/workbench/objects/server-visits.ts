import type { Result } from '#shared/model/result.ts';
import type { ServerAddress, ServerReport } from '#shared/model/server-report.ts';
import type { WorkbenchError } from '../error.ts';
import { type ServerVisitParts, visitServer } from './visit-server.ts';

/** Looks at TLS servers, when a person asks for it. */
export interface ServerVisits {
  inspect(address: ServerAddress): Promise<Result<ServerReport, WorkbenchError>>;
  /** Ends the visits that are under way. */
  cancel(): void;
}

export function createServerVisits(parts: ServerVisitParts): ServerVisits {
  let running = new AbortController();
  return {
    inspect: (address) => visitServer(address, parts, running.signal),
    cancel: () => {
      running.abort();
      running = new AbortController();
    },
  };
}
