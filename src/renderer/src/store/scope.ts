import type { StoreApi } from 'zustand/vanilla';
import type { RequestOf, ResponseOf, WorkbenchBridge } from '#shared/ipc/api.ts';
import type { Channel } from '#shared/ipc/channels.ts';
import { describeIpcError, type IpcError } from '#shared/ipc/error.ts';
import type { LoadReport } from '#shared/model/certificate.ts';
import type { Result } from '#shared/model/result.ts';
import type { Problem, WorkbenchState } from './state.ts';

/** What the actions work with. */
export interface Scope {
  readonly store: StoreApi<WorkbenchState>;
  readonly bridge: WorkbenchBridge;
  /** Real time, without the clock's offset. */
  readonly realNow: () => number;
  /** Settled once every change of the policy so far is in force or refused; null where none is on its way. */
  readonly policyChanges: { last: Promise<unknown> | null };
}

type NewProblem =
  | { readonly kind: 'load'; readonly report: LoadReport }
  | { readonly kind: 'notice'; readonly message: string }
  | {
      readonly kind: 'command';
      readonly title: string;
      readonly message: string;
      readonly remedy?: 'reset-lab';
    };

/** Asks the main process; a refusal becomes a problem under `title`, and the answer is then null. */
export async function ask<C extends Channel>(
  scope: Scope,
  title: string,
  channel: C,
  request: RequestOf<C>,
): Promise<{ readonly value: ResponseOf<C> } | null> {
  const result = await callSafely(scope, channel, request);
  if (result.ok) return { value: result.value };
  addProblem(scope, { kind: 'command', title, message: describeIpcError(result.error) });
  return null;
}

/** Asks the main process; a bridge that breaks counts as a failed call, not as an exception. */
export async function callSafely<C extends Channel>(
  scope: Scope,
  channel: C,
  request: RequestOf<C>,
): Promise<Result<ResponseOf<C>, IpcError>> {
  try {
    return await scope.bridge.call(channel, request);
  } catch (error) {
    // The bridge rejects only when the main process is gone or a value cannot be cloned.
    return { ok: false, error: { code: 'failed', message: `${channel}: ${String(error)}` } };
  }
}

let lastId = 0;

/** A number that no other problem or undo of this window has. */
export function nextId(): number {
  lastId += 1;
  return lastId;
}

/** Shows a problem until it is dismissed; the same one is not shown twice. */
export function addProblem(scope: Scope, problem: NewProblem): void {
  scope.store.setState((state) => {
    const added: Problem = { id: nextId(), ...problem };
    return { problems: [...state.problems.filter((known) => !isSame(known, added)), added] };
  });
}

function isSame(a: Problem, b: Problem): boolean {
  if (a.kind === 'command' && b.kind === 'command')
    return a.title === b.title && a.message === b.message;
  if (a.kind === 'notice' && b.kind === 'notice') return a.message === b.message;
  return a.kind === 'load' && b.kind === 'load' && a.report.origin === b.report.origin;
}
