import type { ClientReport } from '#shared/model/mtls.ts';
import { openLine } from './client-line.ts';
import type { ClientOptions } from './client-options.ts';

/** One visit: what the client saw, and what resumes its session; null where the server gave nothing. */
export interface Visit {
  readonly report: ClientReport;
  readonly session: Uint8Array | null;
}

/** Presents a certificate to the server over a connection of its own and reports what a client sees. */
export async function authenticateAsClient(options: ClientOptions): Promise<Visit> {
  const line = await openLine(options);
  if (!line.ok) return { report: line.error, session: null };
  const report = await line.value.ask();
  const session = line.value.session();
  line.value.close();
  return { report, session };
}
