import { isIP } from 'node:net';
import { refuseAddress, refuseHost } from '#engine/ask/transport/network-rule.ts';
import type { CellResult, TargetColumn } from '#shared/model/matrix-run.ts';
import type { NetworkMode } from '#shared/model/policy.ts';
import type { TargetRunOptions } from './run-target.ts';
import { type MatrixTarget, urlOf } from './target.ts';

export const voidText = 'Void: a control failed, so nothing may be concluded';

/** Why the network mode forbids to visit a target; null where it does not. */
export function refuseTarget({ connectTo, host }: MatrixTarget, mode: NetworkMode): string | null {
  const where = connectTo?.host ?? host;
  const rule = { mode, addressPolicy: 'any' } as const;
  const refused =
    refuseHost(where, rule) ?? (isIP(where) === 0 ? null : refuseAddress(where, where, rule));
  if (refused === null) return null;
  return mode === 'offline'
    ? 'The network mode is offline: no connection is opened.'
    : `The network mode is loopback only, and ${where} is not this machine.`;
}

/** The column of a target that may not be visited. */
export function refusedColumn(options: TargetRunOptions, cause: string): TargetColumn {
  const { name } = options.target;
  const facts = { name, url: urlOf(options.target), serverHeader: null, serverFingerprint: null };
  return { ...facts, ...voidColumn(options, [], [cause]), notes: [] };
}

/** What is said of a target where nothing may be concluded. */
export function voidColumn(
  { cases, expectation }: TargetRunOptions,
  controls: readonly CellResult[],
  voidCauses: readonly string[],
) {
  const cells = cases.map(
    ({ id, title, family }): CellResult => ({
      caseId: id,
      title,
      family,
      outcome: null,
      word: 'void',
      expected: family === 'observed' || family === 'control' ? null : expectation.table[family],
      record: null,
      questions: [],
      note: 'Not tried: a control failed.',
    }),
  );
  const headline = { word: 'void', text: voidText } as const;
  return {
    state: 'void',
    voidCauses,
    success: null,
    controls,
    cells,
    extras: [],
    headline,
  } as const;
}
