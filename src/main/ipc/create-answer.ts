import type { IpcMainInvokeEvent } from 'electron';
import type { Channel } from '#shared/ipc/channels.ts';
import type { IpcError } from '#shared/ipc/error.ts';
import { err } from '#shared/model/result.ts';
import { answerCall, type Handler } from './answer-call.ts';
import { type Answer, ownFailure } from './handle.ts';

/** A handler for every channel: one that is missing does not compile. */
export type Handlers = { readonly [C in Channel]: Handler<C> };

/** What calls are measured against, and where failures that are bugs are told. */
export interface IpcGuard {
  isTrustedSender(event: IpcMainInvokeEvent): boolean;
  reportBug(channel: Channel, error: unknown): void;
}

/** Answers calls by the handlers. In this one place the sender, the request and the response are checked. */
export function createAnswer(handlers: Handlers, guard: IpcGuard): Answer {
  return async (channel, event, request) => {
    if (!guard.isTrustedSender(event)) return err<IpcError>({ code: 'sender-refused' });
    try {
      return await answerOn(channel, handlers, request);
    } catch (error) {
      guard.reportBug(channel, error);
      return ownFailure;
    }
  };
}

function answerOn<C extends Channel>(channel: C, handlers: Handlers, request: unknown) {
  return answerCall(channel, handlers[channel], request);
}
