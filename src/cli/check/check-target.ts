import { evaluateChain } from '#engine/judge/chain/chain.ts';
import type { SetJudge } from '#engine/judge/profiles/judge-by.ts';
import { assertNever, err, ok, type Result } from '#shared/model/result.ts';
import type { CliError } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';
import { evidenceFrom, exchangedIn } from '../inputs/evidence.ts';
import {
  type PresentationContext,
  type PresentedFiles,
  presentFile,
  purposeRemarks,
} from '../inputs/presentation.ts';
import { compareOpinions } from '../report/judges-report.ts';
import { concludeVerdict, type Verdict } from '../report/verdict.ts';
import type { Asker } from './asker.ts';
import { checkEndpoint } from './check-endpoint.ts';
import type { CheckPlan } from './check-plan.ts';
import type { Checked } from './checked.ts';
import type { Target } from './targets.ts';

/** What every target of a run is checked with. */
export interface CheckContext {
  readonly plan: CheckPlan;
  /** Other programs that the answer is put before. */
  readonly judges: readonly SetJudge[];
  readonly asker: Asker;
  readonly presentation: PresentationContext;
  readonly environment: CliEnvironment;
}

/** Checks one file or server. */
export async function checkTarget(
  target: Target,
  context: CheckContext,
): Promise<Result<Checked, CliError>> {
  switch (target.kind) {
    case 'file': {
      const presented = await presentFile(target.name, context.presentation, context.environment);
      if (!presented.ok) return presented;
      const asked = await askAbout(presented.value, context);
      return asked.ok ? ok({ ...asked.value, sent: null }) : asked;
    }
    case 'endpoint':
      return checkEndpoint(target, context);
    default:
      return assertNever(target);
  }
}

/** Asks about a certificate, and with `--check-chain all` about the CAs above it. */
export async function askAbout(
  presented: PresentedFiles,
  { asker, plan, judges, environment }: CheckContext,
): Promise<Result<Omit<Checked, 'sent'>, CliError>> {
  const flow = await asker.ask(presented);
  const verdict = concludeVerdict(flow, flow.startedAt);
  const above: Verdict[] = [];
  const isAsked = flow.outcome.decision.decidedBy !== 'chain' && plan.policy.ocsp === 'enabled';
  for (const one of plan.scope === 'all' && isAsked ? authoritiesAbove(presented, asker) : []) {
    const asked = await asker.ask(one);
    above.push(concludeVerdict(asked, asked.startedAt));
  }
  if (environment.signal.aborted) return err({ code: 'cancelled' });
  const { startedAt, events, outcome } = flow;
  const evidence = evidenceFrom(presented, exchangedIn(events));
  const { decision } = outcome;
  const opinions = compareOpinions(evidence, judges, { at: startedAt, decision });
  const remarks = [...presented.remarks, ...purposeRemarks(presented, startedAt)];
  return ok({ presented: { ...presented, remarks }, verdict, above, opinions });
}

/** The CAs of the path but the trusted one, which nobody above it could revoke. */
function authoritiesAbove(presented: PresentedFiles, { clock }: Asker): readonly PresentedFiles[] {
  const { certificate, chain, trustAnchors } = presented;
  const { path } = evaluateChain({
    certificate,
    intermediates: chain,
    trustAnchors,
    at: clock.now(),
    purpose: 'any',
  });
  return path
    .filter((one) => one !== certificate && !trustAnchors.includes(one))
    .map((one) => ({ ...presented, certificate: one, purpose: 'any' }));
}
