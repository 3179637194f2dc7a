import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { type Channel, channels } from '#shared/ipc/channels.ts';
import type { IpcError } from '#shared/ipc/error.ts';
import { err } from '#shared/model/result.ts';
import { answerCall, type Handler } from './answer-call.ts';

/** A handler for every channel: one that is missing does not compile. */
export type Handlers = { readonly [C in Channel]: Handler<C> };

/** What calls are measured against, and where failures that are bugs are told. */
export interface IpcGuard {
  isTrustedSender(event: IpcMainInvokeEvent): boolean;
  reportBug(channel: Channel, error: unknown): void;
}

/**
 * Opens every channel of the contract. In this one place the sender, the request and the response are checked,
 * and whatever happens the window is answered with a Result.
 */
export function serveIpc(handlers: Handlers, guard: IpcGuard): void {
  for (const channel of channels) serveChannel(channel, handlers, guard);
}

function serveChannel<C extends Channel>(channel: C, handlers: Handlers, guard: IpcGuard): void {
  ipcMain.handle(channel, async (event, request: unknown) => {
    if (!guard.isTrustedSender(event)) return err<IpcError>({ code: 'sender-refused' });
    try {
      return await answerCall(channel, handlers[channel], request);
    } catch (error) {
      guard.reportBug(channel, error);
      const message = 'Revoscope met an error of its own; the details are in its log.';
      return err<IpcError>({ code: 'failed', message });
    }
  });
}
