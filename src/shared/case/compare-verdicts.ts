import { toRfc3339 } from '../model/time.ts';
import type { CheckOutcome } from '../model/verdict.ts';
import { checkIds } from '../model/verdict.ts';
import type { VerdictChange } from '../model/verdict-change.ts';
import type { CaseVerdict } from './case.ts';

/** What differs between the verdict that a case keeps and the one that it comes to now; nothing where they are the same. */
export function compareVerdicts(was: CaseVerdict, is: CaseVerdict): readonly VerdictChange[] {
  const changes: VerdictChange[] = [];
  const compare = (field: string, from: string | null, to: string | null) => {
    if (from !== to) changes.push({ field, from, to });
  };
  compare('status', was.status, is.status);
  compare('reason', was.reason, is.reason);
  compare('decision', was.decision.outcome, is.decision.outcome);
  compare('decidedBy', was.decision.decidedBy, is.decision.decidedBy);
  compare('revokedAt', timeOf(was), timeOf(is));
  for (const id of checkIds) compare(id, outcomeOf(was, id), outcomeOf(is, id));
  return changes;
}

function timeOf({ revokedAt }: CaseVerdict): string | null {
  return revokedAt === null ? null : toRfc3339(revokedAt);
}

function outcomeOf({ checks }: CaseVerdict, id: (typeof checkIds)[number]): CheckOutcome | null {
  return checks[id] ?? null;
}
