import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { labPaths } from '#lab/ca/lab-address.ts';
import type { LabCa } from '#lab/ca/lab-ca.ts';
import { faultOf } from '#lab/faults/registry.ts';
import { type Answer, answerRequest, refuse } from '#lab/responder/answer-request.ts';
import { authorityOf, type ResponderAuthority } from '#lab/responder/authority.ts';
import { deliver } from '#lab/responder/deliver.ts';
import { readHttpQuestion } from '#lab/responder/http-question.ts';
import { waitUnlessClosed } from '#lab/responder/lab-responder.ts';
import { certIdHashOf } from '#pki/ocsp/cert-id.ts';
import { decodeRequest } from '#pki/ocsp/request.ts';
import type { OcspRequest } from '#pki/ocsp/types.ts';
import { hexOf } from '#pki/octets.ts';
import type { ListenError, ResponderBehaviour } from '#shared/model/lab.ts';
import { defaultBehaviour } from '#shared/model/lab.ts';
import type { Clock, RandomBytes } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { Cell, CellRegistry } from './cell.ts';

export interface CellResponderOptions {
  readonly ca: LabCa;
  readonly registry: CellRegistry;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

/** The start of the path of every cell; what follows is its id. */
export const cellPath = '/cell/';

/**
 * An OCSP responder that answers each cell in its own way: by the path that was asked, else by the serial
 * number in the request (for targets with a configured responder), else as the lab would.
 */
export class CellResponder {
  readonly #options: CellResponderOptions;
  readonly #server: Server;
  /** All that are open: those that a fault took from the HTTP server are not among its own. */
  readonly #sockets = new Set<Socket>();

  constructor(options: CellResponderOptions) {
    this.#options = options;
    this.#server = createServer((incoming, response) => {
      // What fails in here is a bug: it must be heard of, but the target need not wait for that.
      this.#serve(incoming, response).catch((error: unknown) => {
        response.destroy();
        throw error;
      });
    });
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  /** Listens on an address, port 0 for any that is free, and says which port. */
  start(host: string, port: number): Promise<Result<number, ListenError>> {
    return new Promise((resolve) => {
      const fail = (error: Error) => resolve(err(listenError(error, port)));
      this.#server.once('error', fail);
      this.#server.listen({ host, port }, () => {
        this.#server.off('error', fail);
        const address = this.#server.address();
        resolve(ok(typeof address === 'object' && address !== null ? address.port : port));
      });
    });
  }

  /** Closes the port and every connection. */
  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
      for (const socket of this.#sockets) socket.destroy();
    });
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { clock, registry } = this.#options;
    const began = clock.monotonic();
    // Writing to a target that has gone away is no failure of ours.
    response.on('error', () => {});
    const url = incoming.url ?? '/';
    const { id, rest } = readPath(url);
    incoming.url = `${labPaths.ocsp}${rest}`;
    const question = await readHttpQuestion(incoming);
    incoming.url = url;
    incoming.resume();
    const decoded = question.kind === 'ocsp' ? decodeRequest(question.request) : null;
    const request = decoded?.ok === true ? decoded.value : null;
    const cell = (id === null ? null : registry.byId(id)) ?? this.#cellOf(request);
    const answer = this.#answer(request, cell);
    const finish =
      cell === null
        ? null
        : registry.note(cell.id, {
            at: clock.now(),
            method: incoming.method ?? '',
            httpVersion: incoming.httpVersion,
            ...factsOf(request),
            answer: wordsFor(answer),
          });
    const ended = () => finish?.(clock.monotonic() - began);
    response.once('close', ended);
    const { fault, latencyMs } = answer.behaviour;
    if (latencyMs > 0) await waitUnlessClosed(response, latencyMs);
    if (response.destroyed) return;
    const reply = {
      status: question.kind === 'ocsp' ? 200 : 400,
      contentType: 'application/ocsp-response',
      body: answer.bytes,
      headers: {},
    };
    await deliver(response, reply, fault === null ? null : faultOf(fault).effect);
  }

  #cellOf(request: OcspRequest | null): Cell | null {
    const serial = request?.requestList[0]?.certId.serialNumber;
    if (serial === undefined) return null;
    return this.#options.registry.bySerial(hexOf(serial));
  }

  #answer(request: OcspRequest | null, cell: Cell | null): Answer {
    const { ca, clock, random } = this.#options;
    const behaviour = cell?.behaviour ?? defaultBehaviour;
    const authority = authorityOf(ca);
    if (authority === null) return refuse('tryLater', behaviour);
    if (request === null) return refuse('malformedRequest', behaviour);
    const own = this.#withCells(authority, behaviour);
    return answerRequest(request, { authority: own, now: clock.now(), random });
  }

  /** What the lab may say, with the cells in its registry. */
  #withCells(authority: ResponderAuthority, behaviour: ResponderBehaviour): ResponderAuthority {
    const { registry, clock } = this.#options;
    return {
      ...authority,
      behaviour,
      caOf: (certId) => {
        const ca = authority.caOf(certId);
        if (ca?.name !== 'issuing') return ca;
        return {
          ...ca,
          find: (serialNumber) => {
            const status = registry.statusOf(serialNumber);
            if (status === null) return ca.find(serialNumber);
            const name = registry.bySerial(serialNumber)?.caseId ?? '';
            const known = { name, serialNumber, behaviour: null };
            if (status !== 'revoked') return { ...known, status: { status } };
            const revocation = { time: clock.now() - 60_000, reason: 'keyCompromise' } as const;
            return { ...known, status: { status, revocation } };
          },
        };
      },
    };
  }
}

/** `/cell/ID/REST`, behind `/moved` as well. */
function readPath(url: string): { readonly id: string | null; readonly rest: string } {
  const path = url.startsWith(`${labPaths.moved}/`) ? url.slice(labPaths.moved.length) : url;
  if (path.startsWith(cellPath)) {
    const [, id = '', rest = ''] = /^([\w.-]*)(.*)$/s.exec(path.slice(cellPath.length)) ?? [];
    return { id, rest };
  }
  if (path.startsWith(labPaths.ocsp)) return { id: null, rest: path.slice(labPaths.ocsp.length) };
  return { id: null, rest: path };
}

function factsOf(request: OcspRequest | null) {
  const certId = request?.requestList[0]?.certId;
  return {
    hash: certId === undefined ? null : certIdHashOf(certId.hashAlgorithm),
    nonceOctets: request?.nonce?.length ?? null,
  };
}

function wordsFor({ behaviour, responseStatus, answers }: Answer): string {
  const said = answers.map(({ status }) => status).join(', ');
  const what = said === '' ? responseStatus : said;
  return behaviour.fault === null ? what : `${what}, spoiled by ${behaviour.fault}`;
}

function listenError(error: Error, port: number): ListenError {
  const code = 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') return { code: 'port-in-use', port };
  if (code === 'EACCES') return { code: 'port-not-allowed', port };
  return { code: 'listen-failed', port, detail: error.message };
}
