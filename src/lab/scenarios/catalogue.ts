import type { Scenario } from '#shared/model/scenario.ts';
import { attackScenarios } from './attack-scenarios.ts';
import { cacheScenarios } from './cache-scenarios.ts';
import { decisionScenarios } from './decision-scenarios.ts';
import { responderErrorScenarios } from './responder-error-scenarios.ts';
import { responderUriScenarios } from './responder-uri-scenarios.ts';
import { signerScenarios } from './signer-scenarios.ts';

/** Every built-in scenario, in the order in which a newcomer learns from them. */
export const scenarios: readonly Scenario[] = [
  ...decisionScenarios,
  ...responderUriScenarios,
  ...signerScenarios,
  ...attackScenarios,
  ...responderErrorScenarios,
  ...cacheScenarios,
];
