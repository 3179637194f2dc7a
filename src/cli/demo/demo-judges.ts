import { evidenceOfFlow } from '#engine/judge/evidence-of-flow.ts';
import type { SetJudge } from '#engine/judge/profiles/judge-by.ts';
import { judgeFlowByAll } from '#engine/judge/profiles/judge-flow.ts';
import type { Flow } from '#shared/flow/flow.ts';
import type { JudgeCode } from '#shared/model/judged-by.ts';
import type { Scenario, ScenarioResult } from '#shared/model/scenario.ts';
import { heading } from '../text/layout.ts';
import type { Style } from '../text/style.ts';

/** What one program would have said in a step of a scenario. */
export interface StepOpinion {
  readonly id: string;
  readonly code: JudgeCode;
  readonly admits: boolean;
  readonly agrees: boolean;
}

/** What the programs would have said in the steps of a scenario; null for a step in which no status was looked for. */
export interface ScenarioOpinions {
  readonly scenarioId: string;
  readonly steps: readonly (readonly StepOpinion[] | null)[];
}

/** What of a played scenario is put before them. */
type PlayedScenario = Pick<ScenarioResult, 'scenarioId'> & {
  readonly steps: readonly Pick<ScenarioResult['steps'][number], 'flowId'>[];
};

/** Puts every decision of a scenario before other programs. */
export function judgeScenario(
  { scenarioId, steps }: PlayedScenario,
  judges: readonly SetJudge[],
  flowOf: (id: string) => Flow | null,
): ScenarioOpinions {
  return {
    scenarioId,
    steps: steps.map(({ flowId }) => {
      const flow = flowId === null ? null : flowOf(flowId);
      return flow === null ? null : judgeFlow(flow, judges);
    }),
  };
}

/** Programs judge answers: a chain that does not hold, or OCSP that is not enabled, leaves them nothing to say. */
function judgeFlow(flow: Flow, judges: readonly SetJudge[]): readonly StepOpinion[] | null {
  const { outcome } = flow;
  const parts = evidenceOfFlow(flow) ?? [];
  const decidedBy = outcome?.decision.decidedBy;
  const isByStatus = decidedBy === 'status' || decidedBy === 'fallback';
  if (outcome === null || parts.length === 0 || !isByStatus) return null;
  const isAllowed = outcome.decision.outcome === 'allow';
  return judgeFlowByAll(parts, judges).map(({ opinion: { id, code, admits } }) => ({
    id,
    code,
    admits,
    agrees: admits === isAllowed,
  }));
}

/** The grid: a line for each decision, a column for each program, its verdict marked where it differs from ours. */
export function judgesGrid(
  scenarios: readonly Scenario[],
  opinions: readonly ScenarioOpinions[],
  { judges, style }: { readonly judges: readonly SetJudge[]; readonly style: Style },
): readonly string[] {
  if (judges.length === 0) return [];
  const rows = opinions.flatMap(({ scenarioId, steps }) =>
    steps.flatMap((step, index) => (step === null ? [] : [{ scenarioId, index, step }])),
  );
  const known = new Set(scenarios.map(({ id }) => id));
  const shown = rows.filter(({ scenarioId }) => known.has(scenarioId));
  const labels = shown.map(({ scenarioId, index }) => `${scenarioId} ${index + 1}`);
  const column = Math.max(...labels.map(({ length }) => length), 0) + 2;
  return [
    ...heading('What other programs would have said', style),
    ...judges.map(
      ({ profile: { id, name } }, i) => `  ${String(i + 1).padStart(2)}  ${id}, ${name}`,
    ),
    '',
    `  ${''.padEnd(column)}${judges.map((_, i) => String(i + 1).padStart(4)).join('')}`,
    ...shown.map(({ step }, i) => `  ${(labels[i] ?? '').padEnd(column)}${rowText(step, style)}`),
    '',
    '  * decides otherwise than we did.',
  ];
}

function rowText(step: readonly StepOpinion[], style: Style): string {
  return step
    .map(({ code, agrees }) => {
      const cell = `${code}${agrees ? '' : '*'}`.padStart(4);
      return agrees ? cell : style.paint('warn', cell);
    })
    .join('');
}
