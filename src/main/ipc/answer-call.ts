import type { RequestOf, ResponseOf } from '#shared/ipc/api.ts';
import type { Channel } from '#shared/ipc/channels.ts';
import { contract } from '#shared/ipc/contract.ts';
import type { IpcError } from '#shared/ipc/error.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { WorkbenchError } from '#workbench/error.ts';
import { type MainError, toIpcError } from './ipc-error.ts';

/** Carries out one channel's calls. The request has passed the contract; the answer will have to. */
export type Handler<C extends Channel> = (request: RequestOf<C>) => Answer<C> | Promise<Answer<C>>;

type Answer<C extends Channel> = Result<ResponseOf<C>, WorkbenchError | MainError>;

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
  if (!answer.ok) return err(toIpcError(answer.error));
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
