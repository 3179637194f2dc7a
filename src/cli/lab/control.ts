import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { err, type Result } from '#shared/model/result.ts';
import type { CliError } from '../cli-error.ts';
import type { LabAnswer } from './answer.ts';

/** Words of a command line, after `lab`. */
export type Words = readonly string[];

const mostBytes = 65_536;
const patienceMs = 30_000;
/** A path of a Unix socket has at most 107 octets on Linux, 103 on macOS. */
const mostPathBytes = 100;

/** Where a running server takes operations on its lab. */
export interface Control {
  readonly path: string;
  close(): void;
}

/**
 * Takes words, one JSON array a connection, from whoever may enter the folder: its owner alone. null where the
 * system gives no such socket.
 */
export async function openControl(
  folder: string,
  answer: (words: Words) => Promise<Result<LabAnswer, CliError>>,
): Promise<Control | null> {
  const path = pathIn(folder);
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A client that has gone needs no answer.
    socket.on('error', () => {});
    socket.setTimeout(patienceMs, () => socket.destroy());
    void readAll(socket).then(async (text) => {
      const words = readWords(text);
      // One operation that fails must not end the server.
      const answered = words === null ? notWords : await answer(words).catch(failed);
      socket.end(JSON.stringify(answered));
    });
  });
  if (!(await isListening(server, path))) return null;
  if (process.platform !== 'win32') chmodSync(path, 0o600);
  return {
    path,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      if (dirname(path) !== folder && process.platform !== 'win32') {
        rmSync(dirname(path), { recursive: true, force: true });
      }
    },
  };
}

/** Asks the server that uses a lab; its word on it, or why there is none. */
export async function askControl(path: string, words: Words): Promise<Result<LabAnswer, CliError>> {
  const socket = connect(path);
  socket.setTimeout(patienceMs, () => socket.destroy());
  socket.on('error', () => {});
  socket.end(JSON.stringify(words));
  const answered = readAnswer(await readAll(socket));
  return (
    answered ??
    err({
      code: 'unavailable',
      message: 'The server that uses the lab gave no answer.',
      remedy: 'Try again, or stop that server: the lab can be changed while it rests.',
    })
  );
}

const notWords: Result<never, CliError> = err({
  code: 'usage',
  command: 'lab',
  message: 'This is no list of words.',
  hint: null,
});

function failed(error: unknown): Result<never, CliError> {
  const detail = error instanceof Error ? error.message : String(error);
  return err({
    code: 'unavailable',
    message: `The server could not do it: ${detail}.`,
    remedy: 'See that the folder of the lab is there and can be written.',
  });
}

function pathIn(folder: string): string {
  if (process.platform === 'win32') {
    return `\\\\.\\pipe\\revoscope-lab-${Buffer.from(folder).toString('hex').slice(-48)}`;
  }
  const path = join(folder, 'lab.sock');
  if (Buffer.byteLength(path) <= mostPathBytes) {
    rmSync(path, { force: true });
    return path;
  }
  return join(mkdtempSync(join(tmpdir(), 'revoscope-control-')), 'lab.sock');
}

function isListening(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(path, () => resolve(true));
  });
}

/** Everything that comes, up to a limit; empty where the connection breaks. */
function readAll(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    socket.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > mostBytes * 16) socket.destroy();
      else chunks.push(chunk);
    });
    socket.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    socket.once('close', () => resolve(''));
  });
}

function readWords(text: string): Words | null {
  if (text.length > mostBytes) return null;
  const value = parse(text);
  return Array.isArray(value) && value.every((word) => typeof word === 'string') ? value : null;
}

function readAnswer(text: string): Result<LabAnswer, CliError> | null {
  const answer = parse(text);
  const isOk = fieldOf(answer, 'ok');
  if (isOk === true) {
    const value = fieldOf(answer, 'value');
    const lines = fieldOf(value, 'lines');
    if (!Array.isArray(lines) || !lines.every((line) => typeof line === 'string')) return null;
    return { ok: true, value: { json: fieldOf(value, 'json'), lines } };
  }
  const error = fieldOf(answer, 'error');
  const message = fieldOf(error, 'message');
  if (isOk !== false || typeof message !== 'string') return null;
  const remedy = fieldOf(error, 'remedy');
  const hint = fieldOf(error, 'hint');
  return err(
    typeof remedy === 'string'
      ? { code: 'unavailable', message, remedy }
      : { code: 'usage', command: 'lab', message, hint: typeof hint === 'string' ? hint : null },
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the caller says what it should have been.
    return null;
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
