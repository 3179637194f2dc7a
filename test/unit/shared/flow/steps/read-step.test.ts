import { describe, expect, it } from 'vitest';
import { findMessageStep } from '#shared/flow/find-message.ts';
import { findExchange } from '#shared/flow/find-step.ts';
import { readStep } from '#shared/flow/steps/read-step.ts';
import {
  answeredFlow,
  cacheMiss,
  chainHolds,
  exchangeFailed,
  presented,
  requestSent,
  sampleFlow,
  sampleOutcome,
  timed,
  uriFromAia,
} from '../../../../support/flow-samples.ts';

const refused = sampleFlow(
  timed(
    presented,
    chainHolds,
    uriFromAia,
    cacheMiss,
    requestSent,
    exchangeFailed({ code: 'connection-refused', address: '127.0.0.1', port: 9 }),
  ),
  {
    outcome: sampleOutcome({
      status: 'indeterminate',
      reason: {
        code: 'connection-refused',
        message: 'Nothing listens.',
        remedy: 'Start it.',
        check: null,
      },
    }),
  },
);

const valuesOf = (index: number) =>
  Object.fromEntries(
    refused.events
      .slice(index, index + 1)
      .flatMap(({ step }) => readStep(refused, step).facts)
      .map(({ label, value }) => [label, value]),
  );

describe('readStep', () => {
  it('has something to say of every step', () => {
    const flow = answeredFlow('revoked');
    for (const { step } of flow.events) {
      expect(readStep(flow, step).facts.length).toBeGreaterThan(0);
    }
  });

  it('names the URIs of the certificate that are not asked', () => {
    expect(valuesOf(2)).toMatchObject({ Ignored: 'http://backup.example/ocsp' });
  });

  it('says why an exchange failed and what would mend it', () => {
    expect(valuesOf(5)).toMatchObject({
      'What happened': 'Nothing listens.',
      Code: 'connection-refused',
      Remedy: 'Start it.',
    });
  });
});

describe('the messages of a flow', () => {
  it('are the response first, the request where none came', () => {
    expect(findMessageStep(answeredFlow('good'))).toEqual({ eventIndex: 5, what: 'response' });
    expect(findMessageStep(refused)).toEqual({ eventIndex: 4, what: 'request' });
  });

  it('are an exchange only where something left', () => {
    expect(findExchange(refused.events)).toMatchObject({
      response: null,
      error: { code: 'connection-refused' },
    });
    expect(findExchange(answeredFlow('good').events).response?.status).toBe(200);
    expect(findExchange(timed(presented))).toEqual({ request: null, response: null, error: null });
  });
});
