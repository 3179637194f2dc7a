import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { type Channel, channels } from '#shared/ipc/channels.ts';
import type { IpcError } from '#shared/ipc/error.ts';
import { type Err, err } from '#shared/model/result.ts';

/** Answers one call of the window, whatever happens with a Result. */
export type Answer = (
  channel: Channel,
  event: IpcMainInvokeEvent,
  request: unknown,
) => Promise<unknown>;

/** What a call is answered with when the program itself failed. */
export const ownFailure: Err<IpcError> = err({
  code: 'failed',
  message: 'Revoscope met an error of its own; the details are in its log.',
});

/** Opens every channel of the contract at once; a call that comes before the application is ready waits for it. */
export function openChannels(answer: Promise<Answer>): void {
  for (const channel of channels) {
    ipcMain.handle(channel, async (event, request: unknown) =>
      (await answer)(channel, event, request),
    );
  }
}
