import { describe, expect, it } from 'vitest';
import { defaultMatrixOrder, type MatrixOrder } from '#shared/model/matrix-view.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { readOrder } from '#workbench/matrix/read-order.ts';

const around = { policy: defaultPolicy, network: 'any' } as const;
const order = (change: Partial<MatrixOrder>): MatrixOrder => ({
  ...defaultMatrixOrder,
  urls: ['https://gate.example:8443/in?x=1'],
  ...change,
});

describe('what a person asks of a matrix', () => {
  it('is read as a target, with what the URL says', () => {
    const read = readOrder(order({ expectation: 'soft' }), around);
    expect(read).toMatchObject({
      ok: true,
      value: {
        targets: [{ name: 'gate.example:8443', host: 'gate.example', port: 8443, path: '/in?x=1' }],
        expectation: { name: 'soft', table: { 'no-answer': 'admit', 'proof-fails': 'deny' } },
        patienceMs: 20_000,
      },
    });
  });

  it.each<[string, Partial<MatrixOrder>, keyof MatrixOrder]>([
    ['no server', { urls: [] }, 'urls'],
    ['a server without TLS', { urls: ['http://gate.example/'] }, 'urls'],
    ['a server twice', { urls: ['https://a/', 'https://a/'] }, 'urls'],
    ['trust that is none', { trustPem: 'hello' }, 'trustPem'],
    ['no case', { cases: [] }, 'cases'],
    ['no patience', { patienceSeconds: 0 }, 'patienceSeconds'],
    ['a port that there is not', { listenPort: 70_000 }, 'listenPort'],
    ['an address that others reach, unconfirmed', { listenHost: '0.0.0.0' }, 'listenHost'],
    ['a name to listen at', { listenHost: 'gate.example' }, 'listenHost'],
    ['a responder behind TLS', { responderUrl: 'https://r/' }, 'responderUrl'],
    ['an address without a port', { connectTo: '10.0.0.1' }, 'connectTo'],
  ])('is refused at its field: %s', (_what, change, field) => {
    const read = readOrder(order(change), around);
    expect(read.ok ? [] : read.error.map((problem) => problem.field)).toEqual([field]);
  });

  it('opens the responder to others only once that is confirmed', () => {
    const read = readOrder(order({ listenHost: '0.0.0.0', exposure: 'confirmed' }), around);
    expect(read).toMatchObject({ ok: true, value: { listen: { host: '0.0.0.0', port: 0 } } });
  });
});
