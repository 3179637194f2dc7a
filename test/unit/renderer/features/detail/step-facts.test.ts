import { describe, expect, it } from 'vitest';
import {
  findExchange,
  findMessageStep,
} from '../../../../../src/renderer/src/features/detail/flow-messages.ts';
import { stepFacts } from '../../../../../src/renderer/src/features/detail/step-facts.ts';
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
    (stepFacts(refused, index)?.facts ?? []).map(({ label, value }) => [label, value]),
  );

describe('stepFacts', () => {
  it('has something to say of every step, and nothing beyond the last', () => {
    const flow = answeredFlow('revoked');
    flow.events.forEach((_, index) => {
      expect(stepFacts(flow, index)?.facts.length).toBeGreaterThan(0);
    });
    expect(stepFacts(flow, flow.events.length)).toBeNull();
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
    expect(findExchange(refused)).toMatchObject({ response: null, failure: 'connection-refused' });
    expect(findExchange(answeredFlow('good'))?.response?.status).toBe(200);
    expect(findExchange(sampleFlow(timed(presented)))).toBeNull();
  });
});
