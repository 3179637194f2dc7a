import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { Evidence } from '#engine/judge/evidence.ts';
import { createCertId } from '#pki/ocsp/cert-id.ts';
import type { TestIdentity } from '../../test-certificate.ts';
import { createJudgePki, type JudgePki } from '../judge-pki.ts';
import { levelOf, makeResponse } from '../make-response.ts';
import { describeRecipe, type ResponseRecipe } from '../response-recipe.ts';

/** A response, the certificate that it is put to a program for, and where their files are. */
export interface LiveCase {
  readonly name: string;
  readonly recipe: ResponseRecipe;
  readonly evidence: Evidence;
  readonly response: Uint8Array;
  readonly files: {
    readonly response: string;
    readonly leaf: string;
    readonly leafKey: string;
    readonly issuer: string;
    readonly root: string;
    /** The leaf with its intermediates, as a server sends them. */
    readonly chain: string;
  };
}

/** A folder, a PKI, and a responder on loopback that answers what it is told. */
export interface JudgeStage {
  readonly dir: string;
  readonly pki: JudgePki;
  readonly responderUri: string;
  /** What the responder answers from now on. */
  readonly serve: (response: Uint8Array) => void;
  readonly prepare: (recipes: readonly ResponseRecipe[]) => Promise<readonly LiveCase[]>;
  readonly close: () => Promise<void>;
}

/** Sets a stage up in a folder. */
export async function openJudgeStage(dir: string, now: number): Promise<JudgeStage> {
  let served: Uint8Array = new Uint8Array(0);
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader('Content-Type', 'application/ocsp-response');
    response.end(Buffer.from(served));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const responderUri = `http://127.0.0.1:${portOf(server)}/`;
  const pki = createJudgePki(now, responderUri);
  await writeFiles(dir, pki);
  return {
    dir,
    pki,
    responderUri,
    serve: (response) => {
      served = response;
    },
    prepare: (recipes) =>
      Promise.all(recipes.map((recipe, i) => prepare({ recipe, i, pki, dir, now }))),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP server');
  return address.port;
}

async function writeFiles(dir: string, pki: JudgePki): Promise<void> {
  await mkdir(join(dir, 'responses'), { recursive: true });
  await writePem(dir, 'root', [pki.root]);
  for (const [name, level] of [
    ['root', pki.atRoot],
    ['intermediate', pki.atIntermediate],
  ] as const) {
    await writePem(dir, `issuer-${name}`, [level.issuer]);
    await writePem(dir, `leaf-${name}`, [level.leaf]);
    await writePem(dir, `chain-${name}`, [level.leaf, level.issuer]);
    const key = level.leaf.keys.privateKey.export({ format: 'pem', type: 'pkcs8' });
    await writeFile(join(dir, `leaf-${name}.key`), key, { mode: 0o600 });
  }
}

async function writePem(dir: string, name: string, list: readonly TestIdentity[]): Promise<void> {
  const text = list.map(({ certificate: { der } }) => pemOf(der)).join('');
  await writeFile(join(dir, `${name}.pem`), text);
}

function pemOf(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

interface Preparation {
  readonly recipe: ResponseRecipe;
  readonly i: number;
  readonly pki: JudgePki;
  readonly dir: string;
  readonly now: number;
}

async function prepare({ recipe, i, pki, dir, now }: Preparation): Promise<LiveCase> {
  const response = makeResponse(recipe, pki, now);
  const file = join(dir, 'responses', `${i}.der`);
  await writeFile(file, response);
  const level = levelOf(recipe, pki);
  const certificate = level.leaf.certificate;
  const issuer = level.issuer.certificate;
  const evidence: Evidence = {
    certificate,
    presentedChain: recipe.level === 'root' ? [] : [issuer],
    trustAnchors: [pki.root.certificate],
    purpose: 'any',
    answer: {
      issuer,
      certId: createCertId(certificate, issuer, 'sha1'),
      request: null,
      nonce: null,
      http: null,
      response,
      kept: null,
    },
    unanswered: null,
  };
  const path = (name: string) => join(dir, name);
  return {
    name: `#${i} ${describeRecipe(recipe)}`,
    recipe,
    evidence,
    response,
    files: {
      response: file,
      leaf: path(`leaf-${recipe.level}.pem`),
      leafKey: path(`leaf-${recipe.level}.key`),
      issuer: path(`issuer-${recipe.level}.pem`),
      root: path('root.pem'),
      chain: path(`chain-${recipe.level}.pem`),
    },
  };
}
