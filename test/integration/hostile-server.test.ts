import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { curl } from '../support/curl.ts';
import {
  type Behaviour,
  emptyBody,
  htmlPage,
  internalError,
  redirectTo,
} from '../support/hostile-behaviour.ts';
import {
  type BehaviourChoice,
  type HostileServer,
  refusingUrl,
  startHostileServer,
} from '../support/hostile-server.ts';

const bytes = Uint8Array.of(0x30, 0x03, 0x0a, 0x01, 0x06);

describe('the hostile server', () => {
  let server: HostileServer | null = null;
  const serve = async (choice: BehaviourChoice) => {
    server = await startHostileServer(choice);
    return server;
  };
  afterEach(async () => {
    await server?.stop();
    server = null;
  });

  it('answers the given bytes and records method, target, headers and body', async () => {
    const { url, requests } = await serve({ kind: 'respond', body: bytes });
    const type = 'Content-Type: application/ocsp-request';
    const answer = await curl(`${url}/a%2Fb?c=d`, ['--data-binary', 'question', '--header', type]);
    expect(answer).toMatchObject({ outcome: 'response', status: 200, body: bytes });
    expect(requests).toMatchObject([
      {
        method: 'POST',
        url: '/a%2Fb?c=d',
        headers: { 'content-type': 'application/ocsp-request' },
        body: new TextEncoder().encode('question'),
      },
    ]);
  });

  it.each<[string, Behaviour, object]>([
    ['an HTML page', htmlPage, { status: 200, text: expect.stringContaining('<h1>') }],
    ['a server error', internalError, { status: 500 }],
    ['an empty body', emptyBody, { status: 200, body: new Uint8Array(0) }],
    ['a redirect', redirectTo('http://elsewhere.test/'), { status: 302 }],
    [
      'another content type',
      { kind: 'respond', body: bytes, contentType: 'text/plain' },
      { status: 200, headers: new Map<string, unknown>([['content-type', 'text/plain']]) },
    ],
    ['slow bytes', { kind: 'slow', body: bytes, bytes: 1, everyMs: 5 }, { body: bytes }],
  ])('sends %s', async (_what, behaviour, expected) => {
    const { url } = await serve(behaviour);
    const answer = await curl(url);
    expect(answer).toMatchObject({ outcome: 'response' });
    if (answer.outcome !== 'response') return;
    const { headers, ...rest } = answer;
    const type = new Map([['content-type', headers.get('content-type')]]);
    expect({ ...rest, headers: type }).toMatchObject(expected);
  });

  it.each([
    ['length', 'content-length', '10000000'],
    ['chunked', 'transfer-encoding', 'chunked'],
  ] as const)('sends 10 MB, announced by %s', async (announced, header, value) => {
    const { url } = await serve({ kind: 'huge', bytes: 10_000_000, announced });
    const answer = await curl(url);
    if (answer.outcome !== 'response') throw new Error(answer.message);
    expect(answer.body).toHaveLength(10_000_000);
    expect(answer.headers.get(header)).toBe(value);
  });

  it.each<[string, Behaviour, number]>([
    ['sends half a response', { kind: 'half', body: bytes, bytes: 2 }, 18],
    ['closes without an answer', { kind: 'hang-up', how: 'close' }, 52],
    ['resets the connection', { kind: 'hang-up', how: 'reset' }, 56],
    ['is silent', { kind: 'silent' }, 28],
    ['sends headers only', { kind: 'headers-only', contentLength: 100 }, 28],
    ['speaks another protocol', { kind: 'raw', bytes: new TextEncoder().encode('220 ok\r\n') }, 1],
  ])('%s, as the exit code of curl tells', async (_what, behaviour, code) => {
    const { url, requests } = await serve(behaviour);
    expect(await curlCode(url, ['--max-time', '0.5'])).toBe(code);
    expect(requests).toHaveLength(1);
  });

  it('has a port that refuses', async () => {
    expect(await curlCode(await refusingUrl())).toBe(7);
  });

  it('lets a test hold an answer and see how many requests are in flight', async () => {
    let release: (behaviour: Behaviour) => void = () => {};
    const held = new Promise<Behaviour>((resolve) => {
      release = resolve;
    });
    const { url, received, connections } = await serve(() => held);
    const answers = [curl(`${url}/1`), curl(`${url}/2`)];
    await received(2);
    expect(connections()).toBe(2);
    release({ kind: 'respond', body: bytes });
    expect(await Promise.all(answers)).toMatchObject([{ body: bytes }, { body: bytes }]);
  });

  it('destroys what is open when it stops', async () => {
    const { url, received, openConnections, stop } = await serve({ kind: 'silent' });
    const failure = new Promise((resolve) => {
      httpRequest(url).on('error', resolve).end();
    });
    await received(1);
    expect(openConnections()).toBe(1);
    await stop();
    server = null;
    expect(await failure).toMatchObject({ code: 'ECONNRESET' });
    expect(openConnections()).toBe(0);
  });
});

async function curlCode(url: string, args: readonly string[] = []): Promise<number> {
  const result = await curl(url, args);
  return result.outcome === 'failed' ? result.code : 0;
}
