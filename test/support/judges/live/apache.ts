import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { freePort } from '../../nginx.ts';
import { start } from '../../process.ts';
import { debianVersion, whereIs } from './installed.ts';
import type { LiveJudge } from './live-judge.ts';
import type { JudgeStage, LiveCase } from './stage.ts';
import { visit } from './visit.ts';

/** Apache with `SSLOCSPEnable leaf`, without a nonce. */
export const liveApache: LiveJudge = {
  id: 'apache-2.4',
  packages: ['apache2'],
  version: async () => ((await whereIs('apache2')) === null ? null : debianVersion('apache2')),
  judgeAll: async (cases, stage) => {
    const [first] = cases;
    const program = await whereIs('apache2');
    if (first === undefined || program === null) return [];
    const port = await freePort();
    const folder = await mkdtemp(join(stage.dir, 'apache-'));
    const file = join(folder, 'apache.conf');
    const log = join(folder, 'error.log');
    await writeFile(file, configuration({ folder, log, port, first, stage }));
    const apache = start(program, ['-DFOREGROUND', '-f', file]);
    try {
      await waitForPort(log);
      const verdicts = [];
      for (const each of cases) {
        stage.serve(each.response);
        const from = (await readFile(log, 'utf8')).length;
        const at = Date.now();
        const status = await visit(port, each);
        const words = (await readFile(log, 'utf8')).slice(from);
        verdicts.push({ code: codeOf(status, words), words: reasonIn(words), at });
      }
      return verdicts;
    } finally {
      await apache.stop();
    }
  },
};

async function waitForPort(log: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const text = await readFile(log, 'utf8').catch(() => '');
    if (text.includes('AH00489') || text.includes('AH00094')) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`Apache did not start: ${await readFile(log, 'utf8').catch(() => 'no log')}`);
}

function codeOf(status: number | null, log: string) {
  if (status !== null && status < 500) return 'G' as const;
  const said = /certificate status: (good|revoked|unknown)/.exec(log)?.[1];
  if (said === undefined || /AH0192[2-5]|AH0227[23]/.test(log)) return 'X' as const;
  return said === 'revoked' ? ('R' as const) : ('U' as const);
}

function reasonIn(log: string): string {
  return (log.match(/AH(?:0192[2-5]|0227[23]|03239)[^\n]*/g) ?? [log.slice(-300)]).join(' ');
}

interface Setting {
  readonly folder: string;
  readonly log: string;
  readonly port: number;
  readonly first: LiveCase;
  readonly stage: JudgeStage;
}

function configuration({ folder, log, port, first, stage }: Setting): string {
  const modules = ['mpm_event', 'authz_core', 'ssl'];
  const load = modules.map(
    (name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`,
  );
  const isRoot = process.getuid?.() === 0;
  return [
    ...load,
    `ServerRoot ${folder}`,
    `DefaultRuntimeDir ${folder}`,
    `PidFile ${join(folder, 'apache.pid')}`,
    'Mutex sem default',
    'ServerName localhost',
    ...(isRoot ? ['User www-data', 'Group www-data'] : []),
    `Listen 127.0.0.1:${port}`,
    `ErrorLog ${log}`,
    'LogLevel info ssl:debug',
    'StartServers 1',
    'SSLSessionCache none',
    'SSLEngine on',
    'SSLSessionTickets off',
    `SSLCertificateFile ${first.files.leaf}`,
    `SSLCertificateKeyFile ${first.files.leafKey}`,
    `SSLCACertificateFile ${first.files.root}`,
    'SSLVerifyClient require',
    'SSLVerifyDepth 3',
    'SSLOCSPEnable leaf',
    'SSLOCSPUseRequestNonce off',
    `SSLOCSPDefaultResponder ${stage.responderUri}`,
    'SSLOCSPOverrideResponder on',
    `DocumentRoot ${folder}`,
    '',
  ].join('\n');
}
