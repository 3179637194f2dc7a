import { afterEach, describe, expect, it } from 'vitest';
import { defaultBehaviour } from '#shared/model/lab.ts';
import { defaultPolicy, type Fallback, type Policy } from '#shared/model/policy.ts';
import { type LoadStage, startLoadStage } from '../support/load/load-stage.ts';
import { describe as inWords } from '../support/load/soak.ts';
import { inParallel, visit } from '../support/load/visit.ts';

const count = 500;
const parallel = 25;
const diesAfter = 150;
const returnsAfter = 325;

/** While up or down throughout; visits during the change may have met either. */
type Phase = 'up' | 'down' | 'changing';

const byStatus = {
  good: '200 allow by status, good, none',
  revoked: '403 deny by status, revoked, none',
} as const;
const byFallback: Readonly<Record<Fallback, RegExp>> = {
  allow: /^200 allow by fallback, indeterminate, connection-(refused|lost|reset)$/,
  block: /^403 deny by fallback, indeterminate, connection-(refused|lost|reset)$/,
};

describe('a responder that dies and comes back during 500 authentications, without a cache', () => {
  let stage: LoadStage | null = null;
  afterEach(() => stage?.stop());

  it.each(['allow', 'block'] as const)(
    'leaves each decision to the policy, with the fallback %s',
    async (fallback) => {
      const policy: Policy = {
        ...defaultPolicy,
        fallback,
        cache: { ...defaultPolicy.cache, use: 'off' },
      };
      const running = await startLoadStage(() => policy);
      stage = running;
      const clients = (['good', 'revoked'] as const).map((status) => ({
        visitor: running.visitor(`lab-client-${status}`),
        expected: byStatus[status],
      }));
      let phase: Phase = 'up';
      let finished = 0;
      const seen = { up: 0, down: 0, changing: 0 };
      const wrong: string[] = [];
      let slowestMs = 0;
      const change = async (to: 'up' | 'down') => {
        phase = 'changing';
        const fault = to === 'down' ? 'refuse-connection' : null;
        const set = await running.lab.setBehaviour({ ...defaultBehaviour, fault });
        if (!set.ok) throw new Error(JSON.stringify(set.error));
        phase = to;
      };

      await inParallel(count, parallel, async (index) => {
        const { visitor, expected } = clients[index % 2] ?? { visitor: null, expected: '' };
        if (visitor === null) return;
        const before = phase;
        const began = performance.now();
        const actual = inWords(await visit(visitor, running.port));
        slowestMs = Math.max(slowestMs, performance.now() - began);
        const during = before === phase ? phase : 'changing';
        seen[during] += 1;
        const isRight = {
          up: actual === expected,
          down: byFallback[fallback].test(actual),
          changing: actual === expected || byFallback[fallback].test(actual),
        };
        if (!isRight[during]) wrong.push(`${during}: ${visitor.name}: ${actual}`);
        finished += 1;
        if (finished === diesAfter) await change('down');
        if (finished === returnsAfter) await change('up');
      });

      expect(wrong).toEqual([]);
      expect(seen.up).toBeGreaterThan(200);
      expect(seen.down).toBeGreaterThan(80);
      expect(running.tally).toMatchObject({ decisions: count, fromCache: 0, unfinished: 0 });
      // Far below the time limit of an exchange: nobody waited for a responder that is not there.
      expect(slowestMs).toBeLessThan(defaultPolicy.totalTimeoutMs);
    },
    60_000,
  );
});
