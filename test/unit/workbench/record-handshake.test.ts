import { describe, expect, it } from 'vitest';
import { describeVerdict } from '#shared/flow/describe-verdict.ts';
import type { HandshakeFailure } from '#shared/model/mtls.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { createFlows } from '#workbench/flows.ts';
import { recordHandshake } from '#workbench/mtls/record-handshake.ts';
import { countingRandom, listeningHub, memoryStore } from './setup.ts';

const failure: HandshakeFailure = {
  at: 0,
  peerAddress: '127.0.0.1:50000',
  code: 'plain-http',
  message: 'The client speaks HTTP without TLS.',
  remedy: 'Use https.',
  detail: 'http request',
};
const everything = { statuses: null, sources: null, text: '' };

function open() {
  const storage = memoryStore();
  const clock = { now: () => 1_000, monotonic: () => 0 };
  const { hub } = listeningHub();
  return createFlows({ storage: storage.flows, hub, clock, random: countingRandom() });
}

describe('a handshake that fails', () => {
  it('is a flow like any other, in words', () => {
    const flows = open();
    recordHandshake(failure, { flows, policy: defaultPolicy });
    const [row] = flows.list(everything, 0, 9).rows;
    expect(row).toMatchObject({
      label: 'TLS handshake',
      client: '127.0.0.1:50000',
      source: 'mtls',
      verdict: { words: 'Denied · The client speaks HTTP without TLS', status: null },
    });
    const flow = flows.get(row?.id ?? '');
    if (!flow.ok) throw new Error(flow.error.code);
    expect(describeVerdict(flow.value)).toMatchObject({
      heading: 'Authentication denied',
      sentence: 'The client speaks HTTP without TLS.',
      remedy: 'Use https.',
    });
  });

  it('leaves none where its certificate was the cause: that has a flow already', () => {
    const flows = open();
    recordHandshake(
      { ...failure, code: 'certificate-unreadable' },
      { flows, policy: defaultPolicy },
    );
    expect(flows.list(everything, 0, 9).total).toBe(0);
  });
});
