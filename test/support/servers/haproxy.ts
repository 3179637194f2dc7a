import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ForeignServer, launchServer, type ServerFiles } from './launch.ts';

/** HAProxy with the bind line of `snippet`, at a port and with a certificate of its own. */
export function serveHaproxy(
  files: ServerFiles,
  { name = 'haproxy', snippet }: { readonly name?: string; readonly snippet: string },
): Promise<ForeignServer> {
  return launchServer({ name, dir: files.dir, path: '/' }, async (own, port) => {
    const pem = join(own, 'server.pem');
    const parts = [files.certificate, files.privateKey].map((file) => readFile(file, 'utf8'));
    await writeFile(pem, (await Promise.all(parts)).join(''));
    const bind = snippet.replace(/bind :\d+/, `bind 127.0.0.1:${port}`).replace('server.pem', pem);
    const file = join(own, 'haproxy.cfg');
    await writeFile(
      file,
      [
        'global',
        '  log stderr local0',
        'defaults',
        '  mode http',
        '  timeout client 10s',
        '  timeout server 10s',
        '  timeout connect 5s',
        'frontend gate',
        ...bind.split('\n').map((line) => `  ${line}`),
        '  http-request return status 200 content-type text/plain string in',
        '',
      ].join('\n'),
    );
    return { command: 'haproxy', args: ['-db', '-f', file], configuration: file };
  });
}
