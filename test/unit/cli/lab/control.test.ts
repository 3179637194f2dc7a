import { describe, expect, it } from 'vitest';
import { askControl, openControl } from '#cli/lab/control.ts';
import { suiteTempDir } from '../../../support/temp-dir.ts';

const temp = suiteTempDir('control');

describe('the socket of a lab', () => {
  it('says what failed, and goes on, where an operation throws', async () => {
    const control = await openControl(temp.path, async ([word]) => {
      if (word === 'break') throw new Error('disk full');
      return { ok: true, value: { json: null, lines: ['done'] } };
    });
    if (control === null) throw new Error('no socket');
    try {
      const broken = await askControl(control.path, ['break']);
      expect(broken).toMatchObject({ ok: false, error: { code: 'unavailable' } });
      expect(JSON.stringify(broken)).toContain('disk full');
      const next = await askControl(control.path, ['list']);
      expect(next).toMatchObject({ ok: true, value: { lines: ['done'] } });
    } finally {
      control.close();
    }
  });
});
