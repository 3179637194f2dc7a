import type { LabCa } from '#lab/ca/lab-ca.ts';
import { hexOf } from '#pki/octets.ts';
import { defaultBehaviour } from '#shared/model/lab.ts';
import type { Clock, RandomBytes } from '#shared/model/ports.ts';
import { assertNever } from '#shared/model/result.ts';
import type { CellAia, MatrixCase } from './cases.ts';
import type { Cell, CellRegistry } from './cell.ts';
import { cellPath } from './cell-responder.ts';
import { issueCell } from './issue-cell.ts';

/** Where the target finds the responder: what goes into the certificates. */
export interface ResponderPlace {
  /** Without a slash at the end: `http://127.0.0.1:22000`. */
  readonly url: string;
  /** A URL at which connections are refused; null where the target sees other addresses than we do. */
  readonly refusedUrl: string | null;
}

interface MakerOptions {
  readonly ca: LabCa;
  readonly registry: CellRegistry;
  readonly responder: ResponderPlace;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

/** What a cell is made for; the parts of a case that a certificate rests on. */
export type CellPlan = Pick<MatrixCase, 'id' | 'says' | 'aia' | 'behaviour'> & {
  readonly issuer?: 'lab' | 'stranger';
  readonly validity?: 'one-day' | 'expired';
};

export type CellMaker = (plan: CellPlan) => Promise<Cell>;

/** Makes cells with ids that nobody had before, and enters them into the registry. */
export function createCellMaker(options: MakerOptions): CellMaker {
  const { registry, random, responder } = options;
  const run = hexOf(random(6));
  let count = 0;
  return async (plan) => {
    count += 1;
    const id = `${run}.${count}.${plan.id}`;
    const cell = await issueCell(
      {
        id,
        caseId: plan.id,
        issuer: plan.issuer ?? 'lab',
        validity: plan.validity ?? 'one-day',
        ocspUris: urisFor(plan.aia, id, responder),
        behaviour: { ...defaultBehaviour, ...plan.behaviour },
      },
      options,
    );
    registry.add(cell, plan.says);
    return cell;
  };
}

function urisFor(aia: CellAia, id: string, { url, refusedUrl }: ResponderPlace): readonly string[] {
  const own = `${url}${cellPath}${id}`;
  const refused = `${refusedUrl ?? url}${cellPath}${id}`;
  switch (aia) {
    case 'cell':
      return [own];
    case 'none':
      return [];
    case 'refused':
      return [refused];
    case 'refused-then-cell':
      return [refused, own];
    default:
      return assertNever(aia);
  }
}

/** True where a case cannot be made: nobody refuses connections at an address that the target sees. */
export function isImpossible({ aia }: MatrixCase, { refusedUrl }: ResponderPlace): boolean {
  return refusedUrl === null && (aia === 'refused' || aia === 'refused-then-cell');
}
