import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ForeignServer, launchServer, type ServerFiles } from './launch.ts';

const modules = '/usr/lib/apache2/modules';

/** Apache httpd with `snippet` in its virtual host; what has to stand outside is taken from it. */
export function serveApache(
  files: ServerFiles,
  { name = 'apache', snippet }: { readonly name?: string; readonly snippet: string },
): Promise<ForeignServer> {
  const lines = snippet.split('\n');
  const outside = lines.filter((line) => line.startsWith('SSLSessionCache'));
  const inside = lines.filter((line) => !line.startsWith('SSLSessionCache'));
  return launchServer({ name, dir: files.dir, path: '/index.html' }, async (own, port) => {
    const pages = join(own, 'pages');
    await mkdir(pages, { recursive: true });
    await writeFile(join(pages, 'index.html'), 'in\n');
    const file = join(own, 'apache.conf');
    const load = ['mpm_event', 'authz_core', 'ssl', 'socache_shmcb'].map(
      (each) => `LoadModule ${each}_module ${modules}/mod_${each}.so`,
    );
    await writeFile(
      file,
      [
        `ServerRoot ${own}`,
        'ServerName localhost',
        'PidFile apache.pid',
        `Mutex file:${own} default`,
        'ErrorLog error.log',
        'LogLevel info',
        'KeepAlive On',
        ...load,
        `Listen 127.0.0.1:${port}`,
        ...outside,
        `<VirtualHost 127.0.0.1:${port}>`,
        `DocumentRoot ${pages}`,
        'SSLEngine on',
        `SSLCertificateFile ${files.certificate}`,
        `SSLCertificateKeyFile ${files.privateKey}`,
        ...inside,
        `<Directory ${pages}>`,
        'Require all granted',
        '</Directory>',
        '</VirtualHost>',
        '',
      ].join('\n'),
    );
    return { command: 'apache2', args: ['-D', 'FOREGROUND', '-f', file], configuration: file };
  });
}
