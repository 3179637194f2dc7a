import type {
  Expectation,
  Scenario,
  ScenarioResult,
  ScenarioRun,
  ScenarioStep,
} from '#shared/model/scenario.ts';

/** How a scenario stands: its latest result, or where the run is with it. */
export type ScenarioStanding = 'not-played' | 'waiting' | 'playing' | ScenarioResult['outcome'];

/** The groups in the order in which a newcomer learns from them. */
export const scenarioGroups: readonly {
  readonly id: Scenario['group'];
  readonly title: string;
}[] = [
  { id: 'decision', title: 'The decision' },
  { id: 'responder-uri', title: 'Which responder is asked' },
  { id: 'signer', title: 'Who may sign' },
  { id: 'attack', title: 'Attacks' },
  { id: 'responder-error', title: 'Errors of the responder' },
  { id: 'cache', title: 'The cache' },
];

/** How a scenario stands; `allCount` tells a run of all from a run of one. */
export function standingOf(
  id: string,
  run: ScenarioRun,
  known: { readonly result: ScenarioResult | null; readonly allCount: number },
): ScenarioStanding {
  const isRunning = run.state === 'running';
  if (isRunning && run.current === id) return 'playing';
  const isPlayedNow = run.results.some(({ scenarioId }) => scenarioId === id);
  if (isRunning && !isPlayedNow && run.total === known.allCount) return 'waiting';
  return known.result?.outcome ?? 'not-played';
}

/** A standing as words, and the colour that they are shown in. */
export function standingWords(standing: ScenarioStanding): {
  readonly text: string;
  readonly tone: 'good' | 'revoked' | 'none' | 'running';
} {
  switch (standing) {
    case 'as-expected':
      return { text: 'as expected', tone: 'good' };
    case 'different':
      return { text: 'different', tone: 'revoked' };
    case 'broken':
      return { text: 'not playable', tone: 'revoked' };
    case 'playing':
      return { text: 'playing', tone: 'running' };
    case 'waiting':
      return { text: 'waiting', tone: 'none' };
    case 'not-played':
      return { text: 'not played', tone: 'none' };
  }
}

/** What came of a run, in a few words: `27 of 27 as expected`; null before the first. */
export function runWords({ results, state, total, decidedAs }: ScenarioRun): string | null {
  const as = decidedAs === null ? '' : ` as ${decidedAs}`;
  const expected = results.filter(({ outcome }) => outcome === 'as-expected').length;
  const others = results.length - expected;
  const also = others > 0 ? `, ${others} not as expected` : '';
  switch (state) {
    case 'idle':
      return null;
    case 'running':
      return `${results.length} of ${total} played${as}${also}`;
    case 'done':
      return `${expected} of ${total} as expected${as}${others > 0 ? `, ${others} not` : ''}`;
    case 'cancelled':
      return `cancelled after ${results.length} of ${total}${also}`;
  }
}

/** What a step is expected to come to, before it was played: `denied, status revoked`; null for none. */
export function stepExpectation(step: ScenarioStep): string | null {
  if (step.do === 'authenticate') return expectationWords(step.expect);
  return step.do === 'expect-cut-off' ? 'the connection is closed' : null;
}

function expectationWords({ decision, decidedBy, status, fromCache }: Expectation): string {
  const why = {
    handshake: 'the handshake fails',
    chain: 'the chain does not hold',
    'ocsp-not-enabled': 'OCSP not enabled',
    status: `status ${status ?? 'not asked'}`,
    fallback: `${status ?? 'indeterminate'}, by fallback`,
    'another-program': 'as another program decides',
  }[decidedBy];
  return [
    decision === 'allow' ? 'admitted' : 'denied',
    why,
    fromCache === true ? 'from the cache' : null,
  ]
    .filter((part) => part !== null)
    .join(', ');
}

/** What a scenario sets before it begins, one phrase each. */
export function settingWords({ policy, responder }: Scenario): readonly string[] {
  const policyWords = Object.entries(policy).map(
    ([name, value]) => `${spaced(name)}: ${plain(value)}`,
  );
  const responderWords = Object.entries(responder).map(
    ([name, value]) => `responder ${spaced(name)}: ${plain(value)}`,
  );
  return [...policyWords, ...responderWords];
}

function spaced(name: string): string {
  return name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
}

function plain(value: unknown): string {
  if (value === null) return 'none';
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, inner]) => `${spaced(name)} ${plain(inner)}`)
      .join(', ');
  }
  return String(value);
}
