import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { encodeSequence } from '#pki/der/writer.ts';
import { decodePem, encodePem } from '#pki/x509/pem.ts';
import { typescriptLoader } from '../../scripts/setup/electron-node.mjs';
import { atMost, type Measurement, median, ratio, told } from './measure.ts';

const rounds = 5;
const count = 10_000;
const program = fileURLToPath(new URL('./inspect-process.ts', import.meta.url));
const roots = new URL('../fixtures/roots/ca-certificates.pem', import.meta.url);

/** What a process of ours told of its work. */
interface Told {
  readonly elapsedMs: number;
  readonly aboveIdleMiB: number;
  readonly openedMs?: number;
  readonly secondMs?: number;
}

/** Inspecting very many certificates, a large CRL and a large file, beside openssl and @peculiar/x509. */
export async function measureInspection(): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'revoscope-inspect-'));
  try {
    const bundle = writeBundle(folder);
    const crl = writeCrl(folder);
    const tree = writeTree(folder);
    const runs = Array.from({ length: rounds }, () => ({
      ours: own('certificates', bundle),
      openssl: openssl(['storeutl', '-certs', '-noout', '-text', bundle]),
      peculiar: own('peculiar', bundle),
      crl: own('crl', crl.file, crl.serial),
      opensslCrl: openssl(['crl', '-inform', 'DER', '-in', crl.file, '-noout']),
      tree: own('tree', tree),
    }));
    const of = (pick: (run: (typeof runs)[number]) => number) => runs.map(pick);
    const ours = of((run) => run.ours.elapsedMs);
    const opened = of((run) => run.crl.openedMs ?? Number.NaN);
    return [
      told(`fields, findings, fingerprints of ${count} certificates`, median(ours), 'ms'),
      atMost(
        '  beside openssl, text of the same',
        ratio(
          ours,
          of((run) => run.openssl),
        ),
        '×',
        0.33,
      ),
      atMost(
        '  beside @peculiar/x509, decoding alone',
        ratio(
          ours,
          of((run) => run.peculiar.elapsedMs),
        ),
        '×',
        0.33,
      ),
      atMost('  memory above idle', median(of((run) => run.ours.aboveIdleMiB)), 'MiB', 60),
      told('a CRL of 10 MB opened', median(opened), 'ms'),
      atMost(
        '  beside openssl crl',
        ratio(
          opened,
          of((run) => run.opensslCrl),
        ),
        '×',
        2,
      ),
      atMost('  a second serial number', median(of((run) => run.crl.secondMs ?? 0)), 'ms', 1),
      told('ASN.1 of a file of 1 MB', median(of((run) => run.tree.elapsedMs)), 'ms'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function own(...args: readonly string[]): Told {
  const flags = ['--expose-gc', '--import', typescriptLoader, program];
  const { stdout, stderr, status } = spawnSync(process.execPath, [...flags, ...args]);
  if (status !== 0) throw new Error(stderr.toString('utf8'));
  return JSON.parse(stdout.toString('utf8'));
}

/** The whole process in milliseconds, its start of some milliseconds included. */
function openssl(args: readonly string[]): number {
  const began = performance.now();
  const { status, stderr } = spawnSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(stderr.toString('utf8'));
  return performance.now() - began;
}

/** The public roots over and over. */
function writeBundle(folder: string): string {
  const file = join(folder, 'bundle.pem');
  const pems = decodePem(readFileSync(roots)).blocks.map(({ der }) =>
    encodePem('CERTIFICATE', der),
  );
  writeFileSync(file, Array.from({ length: count }, (_, at) => pems[at % pems.length]).join(''));
  return file;
}

/** A CRL of some 10 MB that `openssl ca` issues, and a serial number in the middle of it. */
function writeCrl(folder: string): { readonly file: string; readonly serial: string } {
  const entries = 210_000;
  const serialAt = (at: number) =>
    `5A${(BigInt(at + 1) * 0x9e3779b97f4a7c15n).toString(16).toUpperCase().padStart(30, '0').slice(-30)}`;
  const lines = Array.from({ length: entries }, (_, at) =>
    ['R', '300101000000Z', '250101000000Z,keyCompromise', serialAt(at), 'unknown', '/CN=x'].join(
      '\t',
    ),
  );
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('index', `${lines.join('\n')}\n`);
  write('number', '01');
  write(
    'ca.cnf',
    '[ca]\ndefault_ca=d\n[d]\ndatabase=index\ncrlnumber=number\ndefault_md=sha256\ndefault_crl_days=30\n',
  );
  const run = (command: string) => {
    const { status, stderr } = spawnSync('openssl', command.split(' '), { cwd: folder });
    if (status !== 0) throw new Error(stderr.toString('utf8'));
  };
  run('genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key');
  run('req -x509 -new -key key -subj /CN=Bench -out ca.pem -days 100');
  run('ca -config ca.cnf -gencrl -keyfile key -cert ca.pem -out crl.pem');
  run('crl -in crl.pem -outform DER -out crl.der');
  return { file: join(folder, 'crl.der'), serial: serialAt(entries / 2) };
}

/** Certificates in one SEQUENCE, up to a megabyte. */
function writeTree(folder: string): string {
  const { blocks } = decodePem(readFileSync(roots));
  const parts: Uint8Array[] = [];
  for (let size = 0, at = 0; size < 1_000_000; at++) {
    const der = blocks[at % blocks.length]?.der ?? new Uint8Array();
    parts.push(der);
    size += der.length;
  }
  const file = join(folder, 'tree.der');
  writeFileSync(file, encodeSequence(...parts));
  return file;
}
