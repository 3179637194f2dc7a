import type { Flow, FlowCommands } from '#shared/flow/flow.ts';
import { describeIpcError } from '#shared/ipc/error.ts';
import type { InspectedObject } from '#shared/model/inspection.ts';
import type { JudgedFlow } from '#shared/model/judged-by.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { callSafely, type Scope } from './scope.ts';

/** An object as read, or in one sentence why it cannot be. */
export type Inspection = Result<InspectedObject, string>;

export type InspectActions = ReturnType<typeof createInspectActions>;

/** Reads objects and flows for the parts of the window that show them. */
export function createInspectActions(scope: Scope) {
  return {
    async inspectMessage(flowId: string, eventIndex: number): Promise<Inspection> {
      const result = await callSafely(scope, 'inspect:inspect-message', { flowId, eventIndex });
      return result.ok ? ok(result.value) : err(describeIpcError(result.error));
    },
    async inspectBytes(bytes: Uint8Array): Promise<Inspection> {
      const result = await callSafely(scope, 'inspect:inspect-bytes', { bytes });
      return result.ok ? ok(result.value) : err(describeIpcError(result.error));
    },
    async readFlow(flowId: string): Promise<Result<Flow, string>> {
      const result = await callSafely(scope, 'flows:get-flow', { flowId });
      return result.ok ? ok(result.value) : err(describeIpcError(result.error));
    },
    async judgeFlow(flowId: string): Promise<Result<JudgedFlow, string>> {
      const result = await callSafely(scope, 'flows:judge-flow', { flowId });
      return result.ok ? ok(result.value) : err(describeIpcError(result.error));
    },
    async readCommands(flowId: string): Promise<Result<FlowCommands, string>> {
      const result = await callSafely(scope, 'flows:get-commands', { flowId });
      return result.ok ? ok(result.value) : err(describeIpcError(result.error));
    },
    /** The newest flows whose name, serial number or outcome holds a text, for the command palette. */
    async findFlows(text: string, limit: number) {
      const filter = { statuses: null, sources: null, text };
      const result = await callSafely(scope, 'flows:list-flows', { filter, offset: 0, limit });
      return result.ok ? result.value.rows : [];
    },
  };
}
