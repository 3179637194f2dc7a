import type { RequestOf, ResponseOf, WorkbenchBridge } from '../../src/shared/ipc/api.ts';
import type { Channel } from '../../src/shared/ipc/channels.ts';
import type { IpcError } from '../../src/shared/ipc/error.ts';
import { err, ok, type Result } from '../../src/shared/model/result.ts';

type Answer<C extends Channel> = (request: RequestOf<C>) => Result<ResponseOf<C>, IpcError>;

/** A stand-in for the main process: it answers what it was told to, and remembers each call. */
export interface FakeBridge extends WorkbenchBridge {
  readonly calls: readonly { readonly channel: Channel; readonly request: unknown }[];
  /** What a channel answers from now on; others answer that they are not there. */
  answer<C extends Channel>(channel: C, answer: Answer<C>): void;
}

export function createFakeBridge(): FakeBridge {
  const calls: { channel: Channel; request: unknown }[] = [];
  const answers = new Map<Channel, (request: never) => Result<unknown, IpcError>>();
  return {
    calls,
    answer: (channel, answer) => {
      answers.set(channel, answer);
    },
    call: async (channel, request) => {
      calls.push({ channel, request });
      const answer = answers.get(channel);
      const result = answer?.(request as never) ?? err({ code: 'not-found', what: channel });
      // `answer` pairs each channel with its own answer; a Map cannot say so.
      return result as Result<ResponseOf<typeof channel>, IpcError>;
    },
    listen: () => () => {},
  };
}

/** Gives every call the same value. */
export function always<C extends Channel>(value: ResponseOf<C>): Answer<C> {
  return () => ok(value);
}
