import { describe, expect, it } from 'vitest';
import { type Criteria, classify } from '#matrix/classify.ts';
import { learn } from '#matrix/controls.ts';
import type { ProbeRecord } from '#shared/model/matrix-run.ts';

const record = (change: Partial<ProbeRecord>): ProbeRecord => ({
  startedAt: null,
  phase: 'response',
  alert: null,
  httpStatus: null,
  headers: {},
  body: '',
  closed: null,
  tlsVersion: 'TLSv1.3',
  resumed: false,
  serverFingerprint: null,
  failure: null,
  times: { connected: 1, secured: 2, firstByte: null, total: 3 },
  ...change,
});

const criteria: Criteria = {
  success: { statuses: [200, 204], header: null, bodyContains: null },
  denials: [302],
};

describe('classify', () => {
  it.each<[string, Partial<ProbeRecord>, string]>([
    ['a status of success', { httpStatus: 200 }, 'admitted'],
    ['nginx: 400', { httpStatus: 400 }, 'denied'],
    ['the denial that the controls got', { httpStatus: 302 }, 'denied'],
    ['a fault of the server', { httpStatus: 502 }, 'unclear'],
    ['alert 44', { phase: 'after-handshake', alert: 44, closed: 'alert' }, 'denied'],
    ['alert 40', { phase: 'after-handshake', alert: 40, closed: 'alert' }, 'denied'],
    ['alert 80, which says nothing', { alert: 80, closed: 'alert' }, 'unclear'],
    ['a reset in the place of the alert', { phase: 'after-handshake', closed: 'reset' }, 'denied'],
    ['an end without an octet', { phase: 'after-handshake', closed: 'fin' }, 'denied'],
    ['a finished handshake and silence', { phase: 'after-handshake' }, 'hung'],
    ['no connection', { phase: 'connect' }, 'unreachable'],
    [
      'another certificate than the trusted one',
      { phase: 'handshake', failure: { kind: 'server-tls', message: 'x' } },
      'unreachable',
    ],
  ])('%s is %s', (_title, change, kind) => {
    expect(classify(record(change), criteria).kind).toBe(kind);
  });

  it('takes a login page under 200 for a denial where the body has to hold a text', () => {
    const success = { statuses: null, header: null, bodyContains: 'Welcome' };
    const login = record({ httpStatus: 200, body: '<form>' });
    expect(classify(login, { success, denials: [200] }).kind).toBe('denied');
    const welcome = record({ httpStatus: 200, body: 'Welcome, client' });
    expect(classify(welcome, { success, denials: [200] }).kind).toBe('admitted');
  });
});

describe('learn', () => {
  const denied = [record({ httpStatus: 400 })];

  it('takes every status of the class that the good client got', () => {
    const good = record({ httpStatus: 204 });
    const lesson = learn({ good, none: record({ httpStatus: 400 }), denied, questions: 1 }, null);
    expect(lesson).toMatchObject({ state: 'learnt', criteria: { denials: [400, 400] } });
    expect(lesson.state === 'learnt' && lesson.criteria.success.statuses).toContain(201);
  });

  it('is void where the good client is denied, with the likely cause first', () => {
    const good = record({ alert: 40, closed: 'alert' });
    const asked = learn({ good, none: good, denied, questions: 1 }, null);
    expect(asked.state === 'void' && asked.causes[0]).toMatch(/issuing CA is missing/);
    const unasked = learn({ good, none: good, denied, questions: 0 }, null);
    expect(unasked.state === 'void' && unasked.causes.at(-2)).toMatch(/no question arrived/);
  });

  it('is void where a client without a certificate gets the same as the good one', () => {
    const same = record({ httpStatus: 200 });
    expect(learn({ good: same, none: same, denied, questions: 0 }, null).state).toBe('void');
  });
});
