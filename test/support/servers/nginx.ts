import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ForeignServer, launchServer, type ServerFiles } from './launch.ts';

/** nginx with `snippet` in its server block. */
export function serveNginx(
  files: ServerFiles,
  { name = 'nginx', snippet }: { readonly name?: string; readonly snippet: string },
): Promise<ForeignServer> {
  return launchServer({ name, dir: files.dir, path: '/' }, async (own, port) => {
    const file = join(own, 'nginx.conf');
    const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
    // As root, nginx changes to a user that may not enter the test's directory.
    const user = process.getuid?.() === 0 ? 'user root;' : '';
    await writeFile(
      file,
      `daemon off; worker_processes 1; pid nginx.pid; error_log stderr info; ${user}
events { worker_connections 256; }
http { access_log off; ${paths.map((each) => `${each}_temp_path ${each};`).join(' ')}
server { listen 127.0.0.1:${port} ssl;
ssl_certificate ${files.certificate}; ssl_certificate_key ${files.privateKey};
${snippet}
location / { return 200 "in\\n"; } } }
`,
    );
    return { command: 'nginx', args: ['-p', own, '-c', file, '-e', 'stderr'], configuration: file };
  });
}
