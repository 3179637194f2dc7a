import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '#shared/model/policy.ts';
import { writePolicyFile } from '#shared/schema/policy-file.ts';
import { runInProcess } from './fake-environment.ts';

const policy = { ...defaultPolicy, fallback: 'allow' } as const;
const files = { 'open.json': Buffer.from(writePolicyFile({ name: null, policy })) };

describe('revoscope exposure', () => {
  it('tells the hour of the usual policy and names its setting', async () => {
    const { stdout, code } = await runInProcess(['exposure', '--json'], { files });
    const { seconds, parts, measured } = JSON.parse(stdout);
    expect([code, seconds, measured]).toEqual([0, 3_600, null]);
    const [longest] = parts.filter((part: { seconds: number }) => part.seconds === 3_600);
    expect(longest).toMatchObject({ id: 'cache', setting: 'policy.cache.maxSeconds' });
  });

  it('says in words what has no end', async () => {
    const { stdout, code } = await runInProcess(['exposure', '--policy', 'open.json'], {
      files,
    });
    expect(code).toBe(0);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'What has no end: responder silent, fallback allows.',
    );
  });

  it.each([
    [['--at-most', '3600'], 0],
    [['--at-most', '3599'], 1],
    [['--at-most', '9999999', '--policy', 'open.json'], 1],
    [['--outage', 'ever'], 64],
    [['--next-update', 'none', '--at-most', '1800'], 0],
    [['policy.json'], 64],
  ])('ends %j with %d', async (more, code) => {
    expect((await runInProcess(['exposure', ...more], { files })).code).toBe(code);
  });
});
