import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { type ForeignServer, freePort, launchServer, type ServerFiles } from './launch.ts';

/** stunnel with `snippet` in its service, before a plain HTTP server of ours. */
export async function serveStunnel(
  files: ServerFiles,
  { name = 'stunnel', snippet }: { readonly name?: string; readonly snippet: string },
): Promise<ForeignServer> {
  const behind = createServer((_request, response) => response.end('in\n'));
  const inner = await freePort();
  behind.listen(inner, '127.0.0.1');
  await once(behind, 'listening');
  const server = await launchServer({ name, dir: files.dir, path: '/' }, async (own, port) => {
    const file = join(own, 'stunnel.conf');
    await writeFile(
      file,
      [
        'foreground = yes',
        `pid = ${join(own, 'stunnel.pid')}`,
        'debug = 5',
        '[gate]',
        `accept = 127.0.0.1:${port}`,
        `connect = 127.0.0.1:${inner}`,
        `cert = ${files.certificate}`,
        `key = ${files.privateKey}`,
        snippet,
        '',
      ].join('\n'),
    );
    return { command: 'stunnel4', args: [file], configuration: file };
  });
  return {
    ...server,
    stop: async () => {
      await server.stop();
      behind.closeAllConnections();
      behind.close();
    },
  };
}
