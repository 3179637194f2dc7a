import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { summarizeCertificate } from '#pki/x509/summary.ts';
import type { ConnectionFacts } from '#shared/flow/steps/certificate-presented.ts';
import type { ClientAnswer } from '#shared/flow/steps/client-answered.ts';
import type { CertificateSummary } from '#shared/model/certificate.ts';
import type { MtlsConnection, MtlsSettings } from '#shared/model/mtls.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { Decision } from '#shared/model/verdict.ts';
import { builtInClient } from '#shared/wording/client.ts';
import { createAnswer } from './answer-document.ts';
import { guessClient } from './client-guess.ts';
import { type ConnectionBase, connectionBaseOf } from './connection-facts.ts';
import { type JudgeContext, judge, type Verdict, type Visitor } from './judge.ts';
import { limits } from './limits.ts';
import type { PresentedCertificates } from './presented-certificates.ts';
import { type Refusal, refusalOf, refusalText, wrongHosts } from './refusal.ts';
import { drainBody, hasBody, hasOneHost } from './request-body.ts';

/** What a connection needs of its server. */
export interface ConnectionContext extends JudgeContext {
  readonly settings: () => MtlsSettings;
  readonly silenceMs: number;
}

/** Whether a request waits for `100 Continue` before it sends its body (RFC 9110 §10.1.1). */
export type Expectation = 'none' | 'continue';

/**
 * One TLS connection of a client. Nothing that it sends is read or answered before there is a decision, and
 * the decision is made anew for each request, or once, as the settings say.
 */
export class ClientConnection {
  readonly number: number;
  readonly #socket: TLSSocket;
  readonly #context: ConnectionContext;
  readonly #presented: PresentedCertificates;
  readonly #source: Visitor['source'];
  readonly #base: ConnectionBase;
  readonly #since: EpochMs;
  #requests = 0;
  #standing: Promise<Verdict> | null = null;
  #decision: Decision | null = null;
  #isClosedByUs = false;
  #silence: NodeJS.Timeout | null;

  constructor(
    socket: TLSSocket,
    presented: PresentedCertificates,
    {
      number,
      source,
      context,
    }: {
      readonly number: number;
      readonly source: Visitor['source'];
      readonly context: ConnectionContext;
    },
  ) {
    this.number = number;
    this.#socket = socket;
    this.#context = context;
    this.#presented = presented;
    this.#source = source;
    this.#base = connectionBaseOf(socket);
    this.#since = context.dependencies.clock.now();
    this.#silence = setTimeout(() => this.#decideUnasked(), context.silenceMs);
  }

  /** The certificate's summary; null where none could be read. */
  get certificate(): CertificateSummary | null {
    const { certificate } = this.#presented;
    return 'code' in certificate ? null : summarizeCertificate(certificate);
  }

  describe(): MtlsConnection {
    const { peerAddress, protocol, session } = this.#base;
    const certificate = this.certificate;
    return {
      number: this.number,
      fingerprint: certificate?.fingerprint ?? null,
      serialNumber: certificate?.serialNumber ?? null,
      label: certificate?.label ?? peerAddress,
      peerAddress,
      protocol,
      session,
      since: this.#since,
      requests: this.#requests,
      decision: this.#decision,
    };
  }

  /** Decides on a request and answers it. */
  async serve(
    request: IncomingMessage,
    response: ServerResponse,
    expectation: Expectation,
  ): Promise<void> {
    this.#requests += 1;
    const facts = this.#facts(guessClient(request.headers));
    const verdict = await this.#verdictOn(facts);
    if (response.closed || this.#socket.destroyed) return verdict.answered(this.#lost());
    const isDenied = verdict.outcome.decision.outcome === 'deny';
    if (isDenied && this.#context.settings().denial === 'close') return this.#close(verdict);

    // A proxy and a server that differ over which of two hosts is meant can be played against each other.
    if (!isDenied && !hasOneHost(request)) return this.#refuse(response, verdict, wrongHosts);

    let isWhole = true;
    if (hasBody(request)) {
      // Whoever is denied need not send what waits for a go-ahead.
      if (expectation === 'continue' && !isDenied) response.writeContinue();
      const isComing = expectation === 'none' || !isDenied;
      const body = isComing ? await drainBody(request, limits.bodyBytes) : 'too-large';
      if (body === 'client-gone') return verdict.answered(this.#lost());
      isWhole = body === 'read';
    }
    this.#answer(response, verdict, { facts, isWhole });
  }

  /** What came is no HTTP request that is accepted here: even that is told to admitted clients alone. */
  async refuse(error: Error): Promise<void> {
    if (this.#socket.destroyed || !this.#socket.writable) {
      this.#socket.destroy(error);
      return;
    }
    const verdict = await (this.#standing ?? this.#decide(this.#facts(null)));
    if (this.#socket.destroyed) return verdict.answered(this.#lost());
    if (verdict.outcome.decision.outcome === 'deny') return this.#close(verdict);
    const refusal = refusalOf(error);
    this.#socket.write(refusalText(refusal));
    this.#end();
    const { status, statusText } = refusal;
    verdict.answered({ kind: 'http', status, statusText });
  }

  /** TLS has given the connection up after the handshake: the client is decided on all the same, and hears nothing. */
  async failed(): Promise<void> {
    this.cut();
    const verdict = await (this.#standing ?? this.#decide(this.#facts(null)));
    verdict.answered({ kind: 'closed' });
  }

  /** Decides again while the connection is open; true where it was cut. */
  async recheck(): Promise<boolean> {
    const verdict = await this.#decide(this.#facts(null));
    if (verdict.outcome.decision.outcome === 'allow') {
      verdict.answered({ kind: 'none' });
      return false;
    }
    this.cut();
    verdict.answered({ kind: 'closed' });
    return true;
  }

  /** Closes the connection at once, whatever is under way on it. */
  cut(): void {
    this.#isClosedByUs = true;
    this.#socket.destroy();
  }

  /** The connection is gone. Even a client that never said a word has been decided on. */
  closed(): void {
    const wasUndecided = this.#stopWaiting() && this.#standing === null;
    if (wasUndecided && !this.#isClosedByUs) void this.#decideUnasked();
  }

  #facts(clientGuess: string | null): ConnectionFacts {
    const known = this.#source === 'client' ? builtInClient : clientGuess;
    return { ...this.#base, requestNumber: this.#requests, clientGuess: known };
  }

  #verdictOn(facts: ConnectionFacts): Promise<Verdict> {
    const mayStand = this.#context.settings().recheck === 'each-connection';
    return (mayStand ? this.#standing : null) ?? this.#decide(facts);
  }

  async #decide(facts: ConnectionFacts): Promise<Verdict> {
    this.#stopWaiting();
    this.#standing = judge(
      { source: this.#source, presented: this.#presented, connection: facts },
      this.#context,
    );
    const verdict = await this.#standing;
    this.#decision = verdict.outcome.decision;
    return verdict;
  }

  /** The client has nothing to say: a person at `openssl s_client`, say. It is decided on all the same. */
  async #decideUnasked(): Promise<void> {
    const verdict = await this.#decide(this.#facts(null));
    const isDenied = verdict.outcome.decision.outcome === 'deny';
    if (this.#socket.destroyed) verdict.answered(this.#lost());
    else if (isDenied && this.#context.settings().denial === 'close') this.#close(verdict);
    else verdict.answered({ kind: 'none' });
  }

  #answer(
    response: ServerResponse,
    verdict: Verdict,
    { facts, isWhole }: { readonly facts: ConnectionFacts; readonly isWhole: boolean },
  ): void {
    const { status, statusText, contentType, body } = createAnswer(verdict, facts);
    response.once('close', () => {
      const isSent = response.writableFinished;
      verdict.answered(isSent ? { kind: 'http', status, statusText } : this.#lost());
    });
    const headers = [
      'Content-Type',
      contentType,
      'Content-Length',
      String(Buffer.byteLength(body)),
      'Cache-Control',
      'no-store',
    ];
    if (!isWhole) headers.push('Connection', 'close');
    response.writeHead(status, statusText, headers);
    response.end(body);
  }

  #refuse(response: ServerResponse, verdict: Verdict, refusal: Refusal): void {
    const { status, statusText, why } = refusal;
    response.once('close', () => {
      const isSent = response.writableFinished;
      verdict.answered(isSent ? { kind: 'http', status, statusText } : this.#lost());
    });
    response.writeHead(status, statusText, {
      'Content-Type': 'text/plain; charset=utf-8',
      Connection: 'close',
    });
    response.end(`${why}\n`);
  }

  #close(verdict: Verdict): void {
    this.#isClosedByUs = true;
    this.#end();
    verdict.answered({ kind: 'closed' });
  }

  /** Says goodbye in TLS, and does not wait for long until the client does too. */
  #end(): void {
    this.#socket.end();
    const insist = setTimeout(() => this.#socket.destroy(), limits.closingMs);
    this.#socket.once('close', () => clearTimeout(insist));
  }

  /** True if nothing had been decided yet. */
  #stopWaiting(): boolean {
    if (this.#silence === null) return false;
    clearTimeout(this.#silence);
    this.#silence = null;
    return true;
  }

  /** What to write down of a client that is no longer there. */
  #lost(): ClientAnswer {
    return { kind: this.#isClosedByUs ? 'closed' : 'client-gone' };
  }
}
