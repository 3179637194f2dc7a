import type { FlowEvent } from '#shared/flow/flow.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { EngineDependencies } from './ports.ts';

/** What one authentication works with. */
export interface AuthenticationContext {
  readonly flowId: string;
  readonly policy: Policy;
  readonly signal: AbortSignal;
  readonly dependencies: EngineDependencies;
  readonly emit: (event: FlowEvent) => void;
}
