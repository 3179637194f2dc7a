import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { RequestOf, ResponseOf } from '#shared/ipc/api.ts';
import { type Channel, channels } from '#shared/ipc/channels.ts';
import { contract } from '#shared/ipc/contract.ts';
import type { IpcError } from '#shared/ipc/error.ts';
import { err, ok, type Result } from '#shared/model/result.ts';

/** Carries out one channel's calls. The request has passed the contract; the answer will have to. */
export type Handler<C extends Channel> = (
  request: RequestOf<C>,
) => Result<ResponseOf<C>, IpcError> | Promise<Result<ResponseOf<C>, IpcError>>;

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

/** Checks a request, carries it out and checks the answer. */
export async function answerCall<C extends Channel>(
  channel: C,
  handler: Handler<C>,
  request: unknown,
): Promise<Result<ResponseOf<C>, IpcError>> {
  const parsed = contract[channel].request.safeParse(request);
  if (!parsed.success) {
    return err({ code: 'request-invalid', message: `${channel}: ${firstIssue(parsed.error)}` });
  }
  const answer = await handler(parsed.data);
  if (!answer.ok) return answer;
  const checked = contract[channel].response.safeParse(answer.value);
  return checked.success
    ? ok(checked.data)
    : err({ code: 'response-invalid', message: `${channel}: ${firstIssue(checked.error)}` });
}

function firstIssue(error: {
  readonly issues: readonly { path: PropertyKey[]; message: string }[];
}): string {
  const [issue] = error.issues;
  return issue === undefined
    ? 'not valid'
    : `${issue.path.join('.') || 'the value'}: ${issue.message}`;
}
