import { authenticate } from '#engine/ask/authenticate.ts';
import type { EngineDependencies } from '#engine/ask/ports.ts';
import type { SetJudge } from '#engine/judge/profiles/judge-by.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { FlowEvent, FlowOutcome } from '#shared/flow/flow.ts';
import type { FlowSource } from '#shared/flow/source.ts';
import type { ConnectionFacts } from '#shared/flow/steps/certificate-presented.ts';
import type { ClientAnswer } from '#shared/flow/steps/client-answered.ts';
import type { Policy } from '#shared/model/policy.ts';
import { createOtherDecision } from './decide-as.ts';
import type { PresentedCertificates } from './presented-certificates.ts';

/** Writes one flow down while it happens. */
export interface MtlsFlow {
  readonly id: string;
  record(event: FlowEvent): void;
  finish(outcome: FlowOutcome): unknown;
}

/** Where the flows of the server are kept. */
export interface MtlsFlows {
  begin(source: FlowSource, policy: Policy): MtlsFlow;
}

/** What judging a client takes; policy and trust are read anew for each decision. */
export interface JudgeContext {
  readonly dependencies: EngineDependencies;
  readonly policy: () => Policy;
  readonly trustAnchors: () => readonly Certificate[];
  readonly flows: MtlsFlows;
  /** The program that decides in our place; null where we do. */
  readonly decideAs: () => SetJudge | null;
  /** Aborted when the server stops, and only then: a client that goes away cancels nothing for others. */
  readonly signal: AbortSignal;
}

/** A decision whose client has not been answered yet. */
export interface Verdict {
  readonly flowId: string;
  readonly policy: Policy;
  readonly outcome: FlowOutcome;
  /** Writes down what the client got and ends the flow; later calls change nothing. */
  answered(answer: ClientAnswer): void;
}

/** Who came, and how: `source` says whether it was the client of this very program. */
export interface Visitor {
  readonly source: 'client' | 'mtls';
  readonly presented: PresentedCertificates;
  readonly connection: ConnectionFacts;
}

/** Decides whether a client is admitted, as a flow of its own. */
export async function judge(
  { source, presented, connection }: Visitor,
  context: JudgeContext,
): Promise<Verdict> {
  const { clock } = context.dependencies;
  const policy = context.policy();
  const flow = context.flows.begin(source, policy);
  const startedAt = clock.monotonic();
  const shown = {
    certificate: presented.certificate,
    presentedChain: presented.chain,
    trustAnchors: context.trustAnchors(),
    purpose: 'client',
  } as const;
  const other = createOtherDecision(context.decideAs(), shown, {
    policy,
    now: () => clock.now(),
  });
  const ours = await authenticate(
    { ...shown, ifNotTrusted: 'ask-nobody', connection },
    {
      flowId: flow.id,
      policy,
      signal: context.signal,
      dependencies: context.dependencies,
      emit: (event) => flow.record(other.told(event)),
    },
  );
  const outcome = other.outcome(ours);
  let isAnswered = false;
  return {
    flowId: flow.id,
    policy,
    outcome,
    answered: (answer) => {
      if (isAnswered) return;
      isAnswered = true;
      const atMs = clock.monotonic() - startedAt;
      flow.record({ atMs, step: { type: 'client-answered', answer } });
      flow.finish(outcome);
    },
  };
}
