import type { Transport } from '#engine/ask/ports.ts';
import type { SetJudge } from '#engine/judge/profiles/judge-by.ts';
import type { ClientLine } from '#mtls/client/client-line.ts';
import { defaultBehaviour } from '#shared/model/lab.ts';
import { defaultMtlsSettings } from '#shared/model/mtls.ts';
import type { Clock, RandomBytes } from '#shared/model/ports.ts';
import { assertNever } from '#shared/model/result.ts';
import type {
  Scenario,
  ScenarioClient,
  ScenarioResult,
  ScenarioStep,
  ScenarioStepResult,
} from '#shared/model/scenario.ts';
import { describeLabError } from '#shared/wording/lab.ts';
import { createAdjustableClock } from '../adjustable-clock.ts';
import type { Flows } from '../flows.ts';
import { clientTimeoutMs, labClientIdentity } from '../mtls/client-visit.ts';
import { followFinishedFlows } from '../mtls/finished-flows.ts';
import { connectTo, createStageOfItsOwn } from '../stage-of-its-own.ts';
import { describeActual, describeExpectation, findDifferences } from './describe-actual.ts';
import { policyFor } from './scenario-policy.ts';

/** What a scenario is played with. Lab, server, clock and cache are its own, so it disturbs nothing. */
export interface PlayContext {
  readonly realClock: Clock;
  readonly random: RandomBytes;
  readonly transport: Transport;
  /** Where its flows are written down. */
  readonly flows: Flows;
  readonly signal: AbortSignal;
  /** The program that decides in our place; null where we do. */
  readonly decideAs: SetJudge | null;
}

const cutOffWithinMs = 5_000;
const flowWithinMs = clientTimeoutMs;

/** Something that keeps a scenario from being played to its end. */
class Broken extends Error {}

/** Plays a scenario over real sockets: a lab of its own, its own mTLS server, and the built-in client. */
export async function playScenario(
  scenario: Scenario,
  context: PlayContext,
): Promise<ScenarioResult> {
  const beganAt = context.realClock.monotonic();
  const steps: ScenarioStepResult[] = [];
  const play = createPlay(scenario, context);
  let broken: string | null = null;
  try {
    await play.begin();
    for (const step of scenario.steps) {
      if (context.signal.aborted) throw new Broken('The run was cancelled.');
      steps.push(await play.step(step));
    }
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    broken = error.message;
  } finally {
    await play.end();
  }
  const isDifferent = steps.some(({ differences }) => differences.length > 0);
  return {
    scenarioId: scenario.id,
    outcome: broken !== null ? 'broken' : isDifferent ? 'different' : 'as-expected',
    steps,
    broken,
    durationMs: context.realClock.monotonic() - beganAt,
  };
}

function createPlay(scenario: Scenario, context: PlayContext) {
  const clock = createAdjustableClock(context.realClock);
  const watch = followFinishedFlows(context.flows, 'scenario');
  let wantedPolicy = scenario.policy;
  let requests = 0;
  let line: ClientLine | null = null;

  const { stage } = createStageOfItsOwn({
    clock,
    random: context.random,
    transport: context.transport,
    flows: watch,
    policy: ({ lab }) => policyFor(wantedPolicy, lab),
    settings: () => defaultMtlsSettings,
    decideAs: () => context.decideAs,
    onExchange: () => {
      requests += 1;
    },
  });

  const setBehaviour = async (change: Scenario['responder']) => {
    const behaviour = { ...(stage.lab.view()?.behaviour ?? defaultBehaviour), ...change };
    const set = await stage.lab.setBehaviour(behaviour);
    if (!set.ok) throw new Broken(describeLabError(set.error));
  };

  const connect = async (client: ScenarioClient): Promise<ClientLine> => {
    const identity = client === 'no-certificate' ? null : labClientIdentity(stage.lab, client);
    if (identity !== null && !identity.ok) throw new Broken(`There is no ${client} in the lab.`);
    const opened = await connectTo(stage, {
      identity: identity?.value ?? null,
      clock: context.realClock,
    });
    if (!opened.ok) {
      if (opened.error === null) throw new Broken('The mTLS server does not run.');
      throw new Broken(opened.error.failure?.message ?? 'The client could not connect.');
    }
    return opened.value;
  };

  const authenticate = async (
    step: Extract<ScenarioStep, { do: 'authenticate' }>,
  ): Promise<ScenarioStepResult> => {
    if (step.over === 'new-connection') {
      line?.close();
      line = await connect(step.client);
    }
    if (line === null) throw new Broken('There is no connection to be kept alive.');
    requests = 0;
    const ended = watch.next(line.localAddress, flowWithinMs);
    await line.ask();
    const flow = await ended;
    if (flow === null || flow.outcome === null) throw new Broken('The server made no decision.');
    const actual = { outcome: flow.outcome, requests };
    return {
      says: step.says,
      expected: describeExpectation(step.expect),
      actual: describeActual(actual),
      flowId: flow.id,
      differences: findDifferences(step.expect, actual),
    };
  };

  const expectCutOff = async (says: string): Promise<ScenarioStepResult> => {
    const wasCut = line !== null && (await closesWithin(line, cutOffWithinMs));
    const expected = 'the connection is closed';
    const actual = wasCut ? expected : 'the connection stays open';
    const differences = wasCut ? [] : [{ field: 'connection', expected: 'closed', actual: 'open' }];
    return { says, expected, actual, flowId: null, differences };
  };

  const plain = (says: string): ScenarioStepResult => ({
    says,
    expected: null,
    actual: null,
    flowId: null,
    differences: [],
  });

  const revoke = async (client: ScenarioClient) => {
    const revoked = stage.lab.ca.revoke(client, 'keyCompromise', null);
    if (!revoked.ok) throw new Broken(describeLabError(revoked.error));
    await stage.mtls.recheckConnections({ fingerprint: revoked.value.fingerprint });
  };

  return {
    begin: async () => {
      const started = await stage.lab.start();
      if (!started.ok) throw new Broken(describeLabError(started.error));
      await setBehaviour(scenario.responder);
      const opened = await stage.mtls.start();
      if (!opened.ok) throw new Broken(`The mTLS server did not start: ${opened.error.code}.`);
    },
    step: async (step: ScenarioStep): Promise<ScenarioStepResult> => {
      switch (step.do) {
        case 'authenticate':
          return authenticate(step);
        case 'expect-cut-off':
          return expectCutOff(step.says);
        case 'set-policy':
          wantedPolicy = step.policy;
          return plain(step.says);
        case 'set-responder':
          await setBehaviour(step.behaviour);
          return plain(step.says);
        case 'stop-responder':
          await setBehaviour({ fault: 'refuse-connection' });
          return plain(step.says);
        case 'start-responder':
          await setBehaviour({ fault: null });
          return plain(step.says);
        case 'revoke':
          await revoke(step.client);
          return plain(step.says);
        case 'advance-clock':
          clock.advance(step.minutes * 60_000);
          return plain(step.says);
        default:
          return assertNever(step);
      }
    },
    end: async () => {
      line?.close();
      await stage.stop();
    },
  };
}

function closesWithin(line: ClientLine, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms);
    void line.closed.then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
