import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createPauseGate } from '#matrix/pause-gate.ts';
import type { MatrixRun } from '#shared/model/matrix-run.ts';
import { labIds } from '../../../src/lab/ca/first-certificates.ts';
import { type MatrixCase, matrixCases } from '../../../src/matrix/cases.ts';
import { CellRegistry } from '../../../src/matrix/cell.ts';
import { CellResponder } from '../../../src/matrix/cell-responder.ts';
import { type ExpectationName, expectations } from '../../../src/matrix/expect.ts';
import { pemOf } from '../../../src/matrix/issue-cell.ts';
import { type CellMaker, createCellMaker } from '../../../src/matrix/make-cells.ts';
import { runMatrix } from '../../../src/matrix/run-matrix.ts';
import type { MatrixTarget } from '../../../src/matrix/target.ts';
import type { Clock } from '../../../src/shared/model/ports.ts';
import { startTestLab } from '../lab.ts';
import { type ForeignServer, freePort, type ServerFiles } from './launch.ts';

/** A lab with its files, and a responder for the cells. */
export interface MatrixBench {
  readonly files: ServerFiles;
  /** PEM files: root and issuing CA; the root alone; the issuing CA alone. */
  readonly clientCas: string;
  readonly rootOnly: string;
  readonly issuingOnly: string;
  readonly target: (server: Pick<ForeignServer, 'name' | 'port' | 'path'>) => MatrixTarget;
  readonly run: (targets: readonly MatrixTarget[], options?: BenchOptions) => Promise<MatrixRun>;
  /** Makes the certificate of a case, for one who asks the responder without a server. */
  readonly makeCell: CellMaker;
  readonly close: () => Promise<void>;
}

export interface BenchOptions {
  readonly cases?: readonly MatrixCase[];
  readonly expect?: ExpectationName;
  readonly patienceMs?: number;
}

const clock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };

/** Starts all that a matrix takes, with its files in `dir`. */
export async function openMatrixBench(dir: string): Promise<MatrixBench> {
  const { lab } = await startTestLab();
  const registry = new CellRegistry();
  const responder = new CellResponder({ ca: lab.ca, registry, clock, random: randomBytes });
  const port = await responder.start('127.0.0.1', 0);
  if (!port.ok) throw new Error(JSON.stringify(port.error));
  const refused = await freePort();
  const write = async (name: string, text: string) => {
    const path = join(dir, name);
    await writeFile(path, text);
    return path;
  };
  const server = lab.ca.credentials(labIds.server);
  if (!server.ok) throw new Error(JSON.stringify(server.error));
  const root = pemOf(lab.ca, labIds.root);
  const issuing = pemOf(lab.ca, labIds.issuing);
  const { certificate, intermediates, privateKey } = server.value;
  const place = {
    url: `http://127.0.0.1:${port.value}`,
    refusedUrl: `http://127.0.0.1:${refused}`,
  };
  const making = { ca: lab.ca, registry, responder: place, clock, random: randomBytes };
  return {
    files: {
      dir,
      certificate: await write('server.pem', certificate + intermediates),
      privateKey: await write('server.key', privateKey),
    },
    clientCas: await write('clients-ca.pem', root + issuing),
    rootOnly: await write('root.pem', root),
    issuingOnly: await write('issuing.pem', issuing),
    target: ({ name, port, path }) => ({
      name,
      host: '127.0.0.1',
      port,
      path,
      method: 'GET',
      connectTo: null,
      serverName: null,
      hostHeader: null,
      trust: { by: 'cas', pem: root },
      tls: 'any',
      success: null,
    }),
    run: async (targets, { cases = matrixCases, expect = 'closed', patienceMs = 4_000 } = {}) => {
      const run = await runMatrix({
        targets,
        cases,
        expectation: { name: expect, table: expectations[expect] },
        patienceMs,
        parallel: 4,
        ...making,
        network: 'any',
        gate: createPauseGate(),
        signal: new AbortController().signal,
        onProgress: () => {},
      });
      if (run === null) throw new Error('The run was cancelled.');
      return run;
    },
    makeCell: createCellMaker(making),
    close: async () => {
      await responder.stop();
      await lab.stop();
    },
  };
}
