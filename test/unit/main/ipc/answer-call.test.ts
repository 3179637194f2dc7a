import { describe, expect, it, vi } from 'vitest';
import { channels } from '#shared/ipc/channels.ts';
import { contract } from '#shared/ipc/contract.ts';
import { err, ok } from '#shared/model/result.ts';
import { answerCall } from '../../../../src/main/ipc/answer-call.ts';

describe('a call from the window', () => {
  it('reaches its handler with the request, and has its answer', async () => {
    const handler = vi.fn(() => ok({ offsetMs: 60_000, now: 1 }));
    const answer = await answerCall('clock:advance-clock', handler, { byMs: 60_000 });
    expect(handler).toHaveBeenCalledWith({ byMs: 60_000 });
    expect(answer).toEqual(ok({ offsetMs: 60_000, now: 1 }));
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['another type', { byMs: 'soon' }],
    ['a number that is none', { byMs: Number.NaN }],
    ['a field too many', { byMs: 1, more: true }],
    ['a field too few', {}],
  ])('that carries %s is refused before its handler', async (_what, request) => {
    const handler = vi.fn(() => ok({ offsetMs: 0, now: 1 }));
    const answer = await answerCall('clock:advance-clock', handler, request);
    expect(answer).toMatchObject({ ok: false, error: { code: 'request-invalid' } });
    if (answer.ok || answer.error.code !== 'request-invalid') throw new Error('not refused');
    expect(answer.error.message).toMatch(/^clock:advance-clock: .+: .+/);
    expect(handler).not.toHaveBeenCalled();
  });

  it('has the error of its handler in words', async () => {
    const error = { code: 'not-found', what: 'flow' } as const;
    expect(await answerCall('flows:get-commands', () => err(error), { flowId: 'a' })).toEqual(
      err({ code: 'not-found', what: 'This flow' }),
    );
  });

  it('is not answered with what the contract does not allow', async () => {
    const answer = await answerCall(
      'clock:reset-clock',
      () => ok({ offsetMs: Number.NaN, now: 1 }),
      null,
    );
    expect(answer).toMatchObject({ ok: false, error: { code: 'response-invalid' } });
  });

  it('waits for a handler that takes its time', async () => {
    const slow = () => Promise.resolve(ok({ offsetMs: 0, now: 1 }));
    expect(await answerCall('clock:reset-clock', slow, null)).toEqual(ok({ offsetMs: 0, now: 1 }));
  });

  it('leaves a bug of its handler to be told by whoever called', async () => {
    const broken = () => {
      throw new Error('bug');
    };
    await expect(answerCall('clock:reset-clock', broken, null)).rejects.toThrow('bug');
  });
});

describe('the contract', () => {
  it('has every channel and no other', () => {
    expect(Object.keys(contract).sort()).toEqual([...channels].sort());
  });

  it.each(channels)(
    'of %s takes no request that is a function, a number or a stranger',
    (channel) => {
      for (const junk of [() => {}, 42, { stranger: true }, [1], 'text']) {
        expect(contract[channel].request.safeParse(junk).success).toBe(false);
      }
    },
  );
});
