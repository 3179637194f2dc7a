import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runInProcess } from './fake-environment.ts';

const folder = join(import.meta.dirname, '../../fixtures/judges');
const names = ['certificates/leaf.der', 'certificates/root.der', 'responses/base-delegate.der'];
const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))]));
const args = ['verify', 'certificates/leaf.der', '--issuer', 'certificates/root.der'];
args.push('--response', 'responses/base-delegate.der', '--at', '2026-11-22T23:00:00Z');

// thisUpdate and producedAt 22:00:00 on the 22nd, nextUpdate 23:00:00 on the 23rd, the skew five minutes.
describe('revoscope verify --timeline', () => {
  it('tells from when to when a response counts, to the second', async () => {
    const { stdout } = await runInProcess([...args, '--timeline', '--json'], { files });
    const { verdicts, flips } = JSON.parse(stdout).timeline;
    const good = verdicts.findIndex(({ status }: { status: string }) => status === 'good');
    expect(verdicts[good].from).toBe('2026-11-22T21:55:00Z');
    const until = verdicts[good + 1];
    expect(Date.parse(until.from) - Date.parse('2026-11-23T23:05:00Z')).toBeLessThanOrEqual(1_000);
    expect(until).toMatchObject({ status: 'indeterminate', decision: 'deny' });
    const [flip] = flips.filter(({ at }: { at: string }) => at === until.from);
    expect(flip.because).toContain('nextUpdate and 300 s');
    expect(flip.checks).toContainEqual({ id: 'next-update', from: 'pass', to: 'fail' });
  });

  it('moves with the policy', async () => {
    const more = ['--timeline', '--json', '--max-age', '3600', '--skew', '0'];
    const { stdout } = await runInProcess([...args, ...more], { files });
    const { bands } = JSON.parse(stdout).timeline;
    const band = bands.find(({ id }: { id: string }) => id === 'max-age');
    const last = band.spans[band.spans.length - 1];
    expect(last.outcome).toBe('fail');
    expect(Date.parse(last.from) - Date.parse('2026-11-22T23:00:00Z')).toBeLessThanOrEqual(1_000);
  });

  it('tells until when a server would keep it', async () => {
    const { stdout } = await runInProcess([...args, '--timeline', '--json'], { files });
    // Judged at 23:00:00 on the 22nd, a day before nextUpdate: the longest that the cache keeps is an hour.
    expect(JSON.parse(stdout).timeline.kept).toEqual({
      from: '2026-11-22T23:00:00Z',
      to: '2026-11-23T00:00:00Z',
      cause: 'maximum',
    });
    const { stdout: text } = await runInProcess([...args, '--timeline'], { files });
    expect(text).toContain(
      '2026-11-23T00:00:00Z  as before  end of its life in the cache (maximum)',
    );
    expect(text).toContain('cache: serves the answer → asks anew');
  });

  it('prints the flips for a person', async () => {
    const { stdout } = await runInProcess([...args, '--timeline'], { files });
    expect(stdout).toContain('When the verdict flips');
    expect(stdout).toMatch(/2026-11-22T21:55:00Z {2}allow: good/);
  });

  it('is null in the JSON where nobody asked for it', async () => {
    const { stdout } = await runInProcess([...args, '--json'], { files });
    expect(JSON.parse(stdout).timeline).toBeNull();
  });
});
