import { once } from 'node:events';
import type { Server } from 'node:http';
import type { ListenError } from '#shared/model/lab.ts';
import { err, ok, type Result } from '#shared/model/result.ts';

/** Opens a port on 127.0.0.1, 0 for any that is free, and says which. */
export async function listen(server: Server, port: number): Promise<Result<number, ListenError>> {
  try {
    server.listen({ host: '127.0.0.1', port });
    await once(server, 'listening');
  } catch (error) {
    return err(listenError(error, port));
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return ok(address.port);
}

/** Closes the port and destroys every connection; no error where it is closed already. */
export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

function listenError(error: unknown, port: number): ListenError {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') return { code: 'port-in-use', port };
  if (code === 'EACCES') return { code: 'port-not-allowed', port };
  const detail = error instanceof Error ? error.message : String(error);
  return { code: 'listen-failed', port, detail };
}
