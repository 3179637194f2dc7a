import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import type { Issued } from './openssl-pki.ts';
import { type RunningProcess, run, start } from './process.ts';

/** How nginx authenticates clients. */
export interface NginxOptions {
  /** An existing directory; nginx gets one of its own in it. */
  readonly dir: string;
  /** Certificate that the server shows. */
  readonly server: Pick<Issued, 'certPath' | 'keyPath'>;
  /** PEM file of the CAs that clients must lead to. */
  readonly clientCaFile: string;
  /** `ssl_ocsp`: `on` asks for the whole client chain, `leaf` for the client certificate alone. */
  readonly ocsp: 'off' | 'on' | 'leaf';
  /** `ssl_ocsp_responder`; `null`, the default, leaves it to the AIA extension. */
  readonly responderUrl?: string | null;
  /** `ssl_ocsp_cache`; `off` by default, as in nginx. */
  readonly ocspCache?: 'off' | 'shared';
  /** `resolver`, needed only for responders that are given by name. */
  readonly resolver?: string;
  /** More directives for the `server` block, such as `ssl_protocols TLSv1.2;`. */
  readonly directives?: readonly string[];
}

/** A running nginx with `ssl_verify_client on`. */
export interface Nginx {
  /** `https://127.0.0.1:PORT`; admitted clients get 200 and `$ssl_client_verify`, others 400. */
  readonly url: string;
  readonly port: number;
  /** Process id of the master. */
  readonly pid: number;
  /** The error log at level `info`, where nginx gives its reasons. */
  readonly errorLog: () => string;
  /** Resolves with the first match in the error log. */
  readonly waitForLog: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly stop: () => Promise<void>;
}

const addressInUse = /bind\(\) to \S+ failed \(98:/;

/** Starts nginx in the foreground on a free loopback port and resolves once it serves. */
export async function startNginx(options: NginxOptions): Promise<Nginx> {
  const prefix = await mkdtemp(join(options.dir, 'nginx-'));
  // nginx refuses port 0. Between finding a free port and its bind another process can take it.
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const running = await launch(prefix, configuration(options, port));
    if (running !== null) {
      return {
        url: `https://127.0.0.1:${port}`,
        port,
        pid: running.pid,
        errorLog: running.output,
        waitForLog: (pattern) => running.waitForOutput(pattern),
        stop: running.stop,
      };
    }
    if (attempt === 5) throw new Error('nginx found none of five free ports free.');
  }
}

/** The version, such as `1.22.1`; `ssl_ocsp` came with 1.19.0. */
export async function nginxVersion(): Promise<string> {
  const { stderr } = await run('nginx', ['-v']);
  const version = /nginx\/(\d+\.\d+\.\d+)/.exec(stderr)?.[1];
  if (version === undefined) throw new Error(`nginx -v printed no version: ${stderr}`);
  return version;
}

/** `null` when the port was taken meanwhile. */
async function launch(prefix: string, text: string): Promise<RunningProcess | null> {
  const file = join(prefix, 'nginx.conf');
  await writeFile(file, text);
  const running = start('nginx', ['-p', prefix, '-c', file, '-e', 'stderr']);
  try {
    // The port is bound before the first worker starts.
    await running.waitForOutput(/start worker process \d+|failed \(98:/);
    if (!addressInUse.test(running.output())) return running;
    await running.stop();
    return null;
  } catch (error) {
    await running.stop();
    throw error;
  }
}

function configuration(options: NginxOptions, port: number): string {
  const { responderUrl = null, ocspCache = 'off', resolver, directives = [] } = options;
  const temporaryPaths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  // As root, nginx changes to a user that may not enter the test's directory.
  const user = process.getuid?.() === 0 ? ['user root;'] : [];
  const server = [
    `listen 127.0.0.1:${port} ssl;`,
    `ssl_certificate ${options.server.certPath};`,
    `ssl_certificate_key ${options.server.keyPath};`,
    `ssl_client_certificate ${options.clientCaFile};`,
    'ssl_verify_client on;',
    'ssl_verify_depth 3;',
    `ssl_ocsp ${options.ocsp};`,
    ...(responderUrl === null ? [] : [`ssl_ocsp_responder ${responderUrl};`]),
    `ssl_ocsp_cache ${ocspCache === 'off' ? 'off' : 'shared:ocsp:1m'};`,
    ...(resolver === undefined ? [] : [`resolver ${resolver};`]),
    ...directives,
    'default_type text/plain;',
    'location / { return 200 "$ssl_client_verify\\n"; }',
  ];
  return [
    'daemon off;',
    'worker_processes 1;',
    'pid nginx.pid;',
    'error_log stderr info;',
    ...user,
    'events { worker_connections 256; }',
    'http {',
    'access_log off;',
    ...temporaryPaths.map((name) => `${name}_temp_path ${name};`),
    'server {',
    ...server,
    '} }',
    '',
  ].join('\n');
}

/** A TCP port of loopback that nobody has at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('This is no TCP server.');
  return address.port;
}
