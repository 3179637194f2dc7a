import type { Expectation, ScenarioClient, ScenarioStep } from '#shared/model/scenario.ts';

/** A scenario's only step: the client connects anew and is expected to be treated so. */
export function presents(client: ScenarioClient, says: string, expect: Expectation): ScenarioStep {
  return { do: 'authenticate', client, over: 'new-connection', expect, says };
}

export const admittedAsGood: Expectation = {
  decision: 'allow',
  decidedBy: 'status',
  status: 'good',
};

export const deniedAsRevoked: Expectation = {
  decision: 'deny',
  decidedBy: 'status',
  status: 'revoked',
};

/** The check fails with `reason`, and the fallback `block` keeps the client out. */
export function blocked(reason: string): Expectation {
  return { decision: 'deny', decidedBy: 'fallback', status: 'indeterminate', reason };
}

/** The check fails with `reason`, and the fallback `allow` lets the client in. */
export function allowed(reason: string): Expectation {
  return { decision: 'allow', decidedBy: 'fallback', status: 'indeterminate', reason };
}
