import type { Inputs } from '../objects/open-inputs.ts';
import type { Cases } from './cases.ts';

/**
 * Opens cases and captures as flows, and everything else as it is opened without them. Certificates come first: a
 * capture that came along is judged with them.
 */
export function inputsWithCases(others: Inputs, cases: Pick<Cases, 'sort' | 'open'>): Inputs {
  return {
    cancel: others.cancel,
    open: async (inputs) => {
      const sorted = cases.sort(inputs);
      return [...(await others.open(sorted.others)), ...cases.open(sorted.cases)];
    },
  };
}
